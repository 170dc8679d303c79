// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.Ledger;
import dev.sluice.connectors.wire.Decoded;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.LearnedWith;
import dev.sluice.jobs.experiment.Admission;
import dev.sluice.jobs.experiment.Announcement;
import dev.sluice.jobs.experiment.CheckedSample;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.jobs.experiment.Draw;
import dev.sluice.models.federation.secure.RoundId;
import dev.sluice.schemas.FederationAudit;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Lets samples in, holds what is to be learned from, and joins rounds: when one opens on terms that
 * are the site's, and there are samples enough since its last answer. It passes on what the
 * coordinator asks on such terms; of what it does not, it says why, once for each declaration and
 * reason.
 */
final class Join extends KeyedCoProcessFunction<String, Draw, Word, SiteRequest>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  static final OutputTag<Heard> QUESTIONS =
      new OutputTag<>("questions", TypeInformation.of(Heard.class));

  static final OutputTag<Keyed<FederationAudit>> REFUSALS =
      new OutputTag<>("refusals", Keyed.typeInfo(FederationAudit.class));

  private final SiteSettings settings;

  private transient Admission<CheckedSample> admission;
  private transient ValueState<Evidence> evidence;
  private transient ValueState<SiteBelief> latest;

  /** Latest round that was joined; outlives the experiment, as what was said in it does. */
  private transient ValueState<Long> joined;

  private transient ValueState<String> refused;
  private transient SiteDraws draws;
  private transient CountedRows rows;
  private transient Ledger ledger;
  private transient LearnedWith learnedWith;

  Join(SiteSettings settings) {
    this.settings = settings;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    ledger = Ledger.open(getRuntimeContext(), context);
    learnedWith = settings.training().learnedWith(context);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    ledger.snapshot();
    learnedWith.snapshot();
  }

  @Override
  public void open(OpenContext context) {
    evidence =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("evidence", TypeInformation.of(Evidence.class)));
    latest =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("belief", TypeInformation.of(SiteBelief.class)));
    joined = getRuntimeContext().getState(new ValueStateDescriptor<>("joined", Types.LONG));
    refused = getRuntimeContext().getState(new ValueStateDescriptor<>("refused", Types.STRING));
    draws = new SiteDraws(getRuntimeContext());
    rows = new CountedRows(getRuntimeContext());
    admission =
        new Admission<>(
            getRuntimeContext(),
            ledger,
            settings.admission().perKey(1, settings.topics()),
            Join::check);
  }

  private static Decoded<CheckedSample> check(Draw draw, Declaration declaration) {
    if (draw.targets() == null) {
      return Decoded.refused(
          Reason.UNKNOWN_TARGETS, "targets: null, but a federation needs known targets");
    }
    return CheckedSample.of(draw, declaration);
  }

  @Override
  public void processElement1(Draw draw, Context context, Collector<SiteRequest> out)
      throws Exception {
    CheckedSample sample = admission.admit(draw, context.timerService(), refusals(context));
    if (sample == null) {
      return;
    }
    Evidence now = hold(sample, admission.declaration(), evidence.value());
    evidence.update(now);
    if (now.waits() && now.isEnough(settings.newSamples())) {
      consider(false, context, out);
    }
  }

  private Evidence hold(CheckedSample sample, Declaration declaration, Evidence before)
      throws Exception {
    SiteSubject subject = SiteSubject.of(declaration);
    return settings.sharesBeliefs()
        ? draws.add(subject, sample, settings.training(), before)
        : rows.add(subject, sample, before);
  }

  @Override
  public void processElement2(Word word, Context context, Collector<SiteRequest> out)
      throws Exception {
    Announcement news = word.announcement();
    if (news == null) {
      hear(word.belief(), context, out);
    } else if (news.declaration() == null) {
      end(out);
    } else {
      Evidence known = evidence.value();
      evidence.update(known == null ? Evidence.none() : known.lifted());
      admission.declare(
          news.declaration(), context.timerService(), draw -> processElement1(draw, context, out));
      consider(true, context, out);
    }
  }

  private void hear(SiteBelief belief, Context context, Collector<SiteRequest> out)
      throws Exception {
    ledger.accepted();
    latest.update(belief);
    consider(true, context, out);
  }

  private void end(Collector<SiteRequest> out) throws Exception {
    Declaration declaration = admission.declaration();
    if (declaration == null) {
      return;
    }
    out.collect(SiteRequest.ended(declaration));
    admission.end();
    evidence.clear();
    refused.clear();
    draws.clear();
    rows.clear();
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<SiteRequest> out)
      throws Exception {
    admission.giveUpWaiting(
        context.timerService(), draw -> processElement1(draw, context, out), refusals(context));
    if (context.timeDomain() == TimeDomain.EVENT_TIME || ledger.isReading(context.timerService())) {
      consider(true, context, out);
    }
  }

  /**
   * Decides on what was heard last.
   *
   * @param passesOn whether the sender has yet to hear it
   */
  private void consider(boolean passesOn, Context context, Collector<SiteRequest> out)
      throws Exception {
    SiteBelief belief = latest.value();
    Declaration declaration = admission.declaration();
    if (ledger.isReading(context.timerService())) {
      // What was there before may be old. Waiting samples that leave take their timer with them.
      context.timerService().registerEventTimeTimer(ledger.start());
      return;
    }
    if (belief == null || declaration == null) {
      return;
    }
    RoundId id = belief.question().id();
    String fault = settings.terms().fault(belief, declaration);
    boolean opens = belief.question().phase().opens();
    if (fault == null && opens && evidence.value().full()) {
      fault = "what is held to learn from takes more memory than it may (--max-state)";
    }
    if (fault != null) {
      refuse(id, declaration, fault, context);
      return;
    }
    refused.clear();
    if (passesOn) {
      context.output(QUESTIONS, Heard.question(belief.question()));
    }
    Long before = joined.value();
    if (opens && (before == null || before < id.round())) {
      join(belief, declaration, out);
    }
  }

  private void join(SiteBelief belief, Declaration declaration, Collector<SiteRequest> out)
      throws Exception {
    Evidence now = evidence.value();
    boolean beliefs = settings.sharesBeliefs();
    if (!now.isEnough(settings.newSamples()) || (beliefs && now.rows() == 0)) {
      evidence.update(now.waiting(true));
      return;
    }
    out.collect(
        new SiteRequest(
            declaration,
            belief,
            beliefs ? draws.all() : List.of(),
            beliefs ? null : rows.all(SiteSubject.of(declaration))));
    joined.update(belief.question().id().round());
    boolean keepsRows = !beliefs || settings.training().held();
    if (!keepsRows) {
      draws.clear();
    }
    evidence.update(now.askedNow(keepsRows));
  }

  private void refuse(RoundId id, Declaration declaration, String fault, Context context)
      throws Exception {
    String told = declaration.revision() + " " + fault;
    if (!told.equals(refused.value())) {
      refused.update(told);
      long now = context.timerService().currentProcessingTime();
      context.output(REFUSALS, new Audits(settings).refused(id, fault, now));
    }
  }

  private static Consumer<DeadLetter> refusals(KeyedCoProcessFunction<?, ?, ?, ?>.Context context) {
    return letter -> context.output(DeadLetters.TAG, letter);
  }
}
