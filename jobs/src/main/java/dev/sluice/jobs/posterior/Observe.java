// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Ledger;
import dev.sluice.connectors.Pace;
import dev.sluice.connectors.wire.Decoded;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.ConfigurationFault;
import dev.sluice.jobs.Failure;
import dev.sluice.jobs.Failures;
import dev.sluice.jobs.Rest;
import dev.sluice.jobs.experiment.Admission;
import dev.sluice.jobs.experiment.Announcement;
import dev.sluice.jobs.experiment.CheckedSample;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.jobs.experiment.Draw;
import dev.sluice.jobs.targeting.AnsweredRows;
import dev.sluice.models.posterior.score.SufficientStatistics;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets samples in and gathers them into partial statistics that go out every flush interval. Works
 * on one bucket of an experiment, so that a hot experiment is spread over subtasks. Counter {@code
 * unmatchedRows} counts samples that answer a decision where nobody decides.
 */
final class Observe
    extends KeyedCoProcessFunction<Tuple2<String, Integer>, Draw, Announcement, Contribution>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private final PosteriorSettings settings;
  private final Models.Learning learning;

  private transient Admission<CheckedSample> admission;
  private transient ValueState<Contribution> gathered;
  private transient Rest rest;
  private transient Ledger ledger;
  private transient ListState<Integer> buckets;
  private transient Counter unmatchedRows;

  Observe(PosteriorSettings settings, Models.Learning learning) {
    this.settings = settings;
    this.learning = learning;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    ledger = Ledger.open(getRuntimeContext(), context);
    buckets =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("buckets", Types.INT));
    for (int before : buckets.get()) {
      if (before != settings.statistics().buckets()) {
        throw new ConfigurationFault(
            "--buckets: the state is of %d buckets, not %d (with --forgetting below 1 there is one)"
                .formatted(before, settings.statistics().buckets()));
      }
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    ledger.snapshot();
    buckets.update(List.of(settings.statistics().buckets()));
  }

  @Override
  public void open(OpenContext context) {
    gathered =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>("gathered", TypeInformation.of(Contribution.class)));
    unmatchedRows = getRuntimeContext().getMetricGroup().counter("unmatchedRows");
    rest = new Rest(getRuntimeContext(), new Failures(getRuntimeContext().getMetricGroup()));
    admission =
        new Admission<>(getRuntimeContext(), ledger, settings.admissionPerBucket(), Observe::check);
  }

  private static Decoded<CheckedSample> check(Draw draw, Declaration declaration) {
    if (draw.targets() == null) {
      return Decoded.refused(
          Reason.UNKNOWN_TARGETS, "targets: null, but the posterior needs known targets");
    }
    return CheckedSample.of(draw, declaration);
  }

  @Override
  public void processElement1(Draw draw, Context context, Collector<Contribution> out)
      throws Exception {
    Failure failure = rest.failure();
    if (failure != null) {
      context.output(
          DeadLetters.TAG,
          ledger.refuse(draw.source(), Reason.RESTING, failure.ofRecord(), context.timerService()));
      return;
    }
    CheckedSample sample = admission.admit(draw, context.timerService(), refusals(context));
    if (sample != null) {
      gather(draw, sample, context, out);
    }
  }

  @Override
  public void processElement2(Announcement news, Context context, Collector<Contribution> out)
      throws Exception {
    if (news.declaration() == null) {
      end(context, out);
      return;
    }
    rest.lift();
    out.collect(Contribution.declared(news.declaration()));
    admission.declare(
        news.declaration(), context.timerService(), held -> processElement1(held, context, out));
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Contribution> out)
      throws Exception {
    flush(out);
    context.timerService().deleteEventTimeTimer(Pace.END_OF_STREAM);
    admission.giveUpWaiting(
        context.timerService(), held -> processElement1(held, context, out), refusals(context));
  }

  private static Consumer<DeadLetter> refusals(KeyedCoProcessFunction<?, ?, ?, ?>.Context context) {
    return letter -> context.output(DeadLetters.TAG, letter);
  }

  private void gather(Draw draw, CheckedSample sample, Context context, Collector<Contribution> out)
      throws Exception {
    Contribution before = gathered.value();
    Declaration declaration = admission.declaration();
    SufficientStatistics statistics =
        before == null
            ? SufficientStatistics.empty(declaration.domain(), declaration.mostParents())
            : before.statistics();
    long asOf = before == null ? draw.drawnAt() : Math.max(draw.drawnAt(), before.asOf());
    if (before == null) {
      flushSoon(context);
    }
    long observed = statistics.observed();
    Failure failure =
        rest.attempt(
            declaration.experimentId(),
            context.timerService().currentProcessingTime(),
            () -> learning.observe(statistics, declaration, sample));
    if (failure != null) {
      if (statistics.observed() != observed) {
        gathered.clear(); // half changed: what came since the last flush is lost with this sample
      }
      context.output(
          DeadLetters.TAG,
          ledger.refuseAccepted(
              draw.source(), Reason.RESTING, failure.ofRecord(), context.timerService()));
      out.collect(Contribution.failed(declaration, failure));
      return;
    }
    List<AnsweredRows> answers = before == null ? List.of() : before.answered();
    if (draw.decisionId() != null) {
      if (settings.proposals() == null || answers.size() >= AnsweredRows.MOST_DECISIONS) {
        unmatchedRows.inc();
      } else {
        answers = AnsweredRows.oneMore(answers, draw.decisionId(), sample.targets());
      }
    }
    gathered.update(Contribution.evidence(declaration, statistics, asOf, answers));
  }

  private void flushSoon(Context context) {
    long interval = settings.statistics().flushInterval();
    long now = context.timerService().currentProcessingTime();
    context.timerService().registerProcessingTimeTimer(now - now % interval + interval);
    context.timerService().registerEventTimeTimer(Pace.END_OF_STREAM);
  }

  private void flush(Collector<Contribution> out) throws Exception {
    Contribution contribution = gathered.value();
    if (contribution != null) {
      gathered.clear();
      out.collect(contribution);
    }
  }

  private void end(Context context, Collector<Contribution> out) throws Exception {
    Declaration declaration = admission.declaration();
    if (declaration == null) {
      return;
    }
    out.collect(Contribution.ended(declaration));
    admission.end();
    rest.lift();
    gathered.clear();
    context.timerService().deleteEventTimeTimer(Pace.END_OF_STREAM);
  }
}
