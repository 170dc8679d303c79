// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Decoded;
import dev.sluice.connectors.Ledger;
import dev.sluice.connectors.Reason;
import dev.sluice.connectors.WaitingRoom;
import dev.sluice.models.posterior.SufficientStatistics;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Checks samples against their declaration, counts re-sent ones once, and gathers the others into
 * partial statistics that go out every flush interval. Works on one bucket of an experiment, so
 * that a hot experiment is spread over subtasks.
 *
 * <p>Samples of an undeclared experiment wait. They become dead letters when more wait than the
 * settings allow, when they have waited too long, and at the end of a bounded run. Just after a
 * start any number may wait, because the declarations are being read at the same time.
 */
final class Observe
    extends KeyedCoProcessFunction<Tuple2<String, Integer>, Draw, Announcement, Contribution>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  /** On the event-time axis only the end of a bounded stream comes this late. */
  private static final long END_OF_STREAM = Long.MAX_VALUE;

  private final PosteriorSettings settings;

  private transient ValueState<Declaration> declared;
  private transient ValueState<Contribution> gathered;
  private transient WaitingRoom<Draw> waiting;
  private transient SeenIds seen;
  private transient Ledger ledger;
  private transient ListState<Integer> buckets;

  Observe(PosteriorSettings settings) {
    this.settings = settings;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    ledger = Ledger.open(getRuntimeContext(), context);
    buckets =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("buckets", Types.INT));
    for (int before : buckets.get()) {
      if (before != settings.buckets()) {
        throw new IllegalStateException(
            "--buckets: the state is of %d buckets, not %d (with --forgetting below 1 there is one)"
                .formatted(before, settings.buckets()));
      }
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    ledger.snapshot();
    buckets.update(List.of(settings.buckets()));
  }

  @Override
  public void open(OpenContext context) {
    declared = value("declaration", Declaration.class);
    gathered = value("gathered", Contribution.class);
    waiting =
        new WaitingRoom<>(
            getRuntimeContext(),
            TypeInformation.of(Draw.class),
            settings.waitingPerBucket(),
            settings.waitingTime(),
            ledger);
    seen = new SeenIds(getRuntimeContext(), settings.dedupWindowPerBucket());
  }

  private <T> ValueState<T> value(String name, Class<T> type) {
    return getRuntimeContext().getState(new ValueStateDescriptor<>(name, TypeInformation.of(type)));
  }

  @Override
  public void processElement1(Draw draw, Context context, Collector<Contribution> out)
      throws Exception {
    Declaration declaration = declared.value();
    if (declaration != null) {
      observe(draw, declaration, context);
    } else if (!waiting.admit(draw, context.timerService())) {
      refuse(draw, Reason.UNDECLARED_EXPERIMENT, undeclared(draw), context);
    }
  }

  @Override
  public void processElement2(Announcement news, Context context, Collector<Contribution> out)
      throws Exception {
    if (news.declaration() == null) {
      end(context, out);
      return;
    }
    declared.update(news.declaration());
    out.collect(Contribution.declared(news.declaration()));
    for (Draw held : waiting.leave()) {
      observe(held, news.declaration(), context);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Contribution> out)
      throws Exception {
    flush(out);
    boolean ended = context.timeDomain() == TimeDomain.EVENT_TIME;
    giveUpWaiting(ended ? Long.MAX_VALUE : timestamp, context);
  }

  private void observe(Draw draw, Declaration declaration, Context context) throws Exception {
    Decoded<Observation> checked = Observation.of(draw, declaration);
    if (checked.record() == null) {
      refuse(draw, checked.reason(), checked.message(), context);
      return;
    }
    if (draw.sampleId() != null && !seen.add(draw.sampleId())) {
      ledger.duplicate();
      return;
    }
    ledger.accepted();
    gather(draw, checked.record(), declaration, context);
  }

  private void gather(Draw draw, Observation observation, Declaration declaration, Context context)
      throws Exception {
    Contribution before = gathered.value();
    SufficientStatistics statistics;
    long asOf = draw.drawnAt();
    if (before == null) {
      statistics = SufficientStatistics.empty(declaration.domain());
      flushSoon(context);
    } else {
      statistics = before.statistics();
      asOf = Math.max(asOf, before.asOf());
    }
    statistics.observe(
        declaration.domain(), observation.values(), observation.targets(), settings.forgetting());
    gathered.update(Contribution.evidence(declaration, statistics, asOf));
  }

  private void flushSoon(Context context) {
    long interval = settings.flushInterval();
    long now = context.timerService().currentProcessingTime();
    context.timerService().registerProcessingTimeTimer(now - now % interval + interval);
    context.timerService().registerEventTimeTimer(END_OF_STREAM);
  }

  private void flush(Collector<Contribution> out) throws Exception {
    Contribution contribution = gathered.value();
    if (contribution != null) {
      gathered.clear();
      out.collect(contribution);
    }
  }

  private void end(Context context, Collector<Contribution> out) throws Exception {
    Declaration declaration = declared.value();
    if (declaration == null) {
      return;
    }
    out.collect(Contribution.ended(declaration));
    declared.clear();
    gathered.clear();
    seen.clear();
    context.timerService().deleteEventTimeTimer(END_OF_STREAM);
  }

  private void giveUpWaiting(long now, Context context) throws Exception {
    for (Draw draw : waiting.overdue(now)) {
      refuse(draw, Reason.UNDECLARED_EXPERIMENT, undeclared(draw), context);
    }
    if (waiting.isEmpty()) {
      context.timerService().deleteEventTimeTimer(END_OF_STREAM);
    }
  }

  private static String undeclared(Draw draw) {
    return "experimentId: '" + draw.experimentId() + "' is not declared";
  }

  private void refuse(Draw draw, Reason reason, String message, Context context) {
    context.output(
        DeadLetters.TAG, ledger.refuse(draw.source(), reason, message, context.timerService()));
  }
}
