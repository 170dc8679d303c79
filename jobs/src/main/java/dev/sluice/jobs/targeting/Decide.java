// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.targeting;

import dev.sluice.connectors.Keyed;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.schemas.CandidateScore;
import dev.sluice.schemas.DecisionStatus;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.ProposedIntervention;
import dev.sluice.schemas.TargetScores;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps the decisions of each experiment: makes the next one when there are scores and room for it,
 * and tells what became of it. See {@link Desk}.
 *
 * <p>Metrics: {@code decisions} by status, {@code unmatchedRows} (of ids that are no decisions) and
 * {@code otherRows} (with other targets than asked for).
 */
final class Decide
    extends KeyedCoProcessFunction<String, Keyed<TargetScores>, News, Keyed<ProposedIntervention>> {

  private static final long serialVersionUID = 1L;

  private final ProposalSettings settings;

  private transient ValueState<Loop> loop;
  private transient Map<DecisionStatus, Counter> decisions;
  private transient Counter unmatchedRows;
  private transient Counter otherRows;

  Decide(ProposalSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    loop =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("loop", TypeInformation.of(Loop.class)));
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    decisions = new EnumMap<>(DecisionStatus.class);
    for (DecisionStatus status : DecisionStatus.values()) {
      decisions.put(status, metrics.addGroup("status", status.name()).counter("decisions"));
    }
    unmatchedRows = metrics.counter("unmatchedRows");
    otherRows = metrics.counter("otherRows");
  }

  @Override
  public void processElement1(
      Keyed<TargetScores> scores, Context context, Collector<Keyed<ProposedIntervention>> out)
      throws Exception {
    if (scores.record() != null) { // the end is told by news
      work(context.timerService(), context.getCurrentKey(), out, desk -> take(scores, desk));
    }
  }

  private void take(Keyed<TargetScores> keyed, Desk desk) {
    TargetScores scores = keyed.record();
    if (scores.getFailure() == null) {
      desk.scored(scored(scores));
    } else {
      boolean passing = scores.getFailureReason() == FailureReason.DEPENDENT_VARIABLES;
      desk.failed(scored(scores), scores.getFailure(), passing);
    }
  }

  private Scored scored(TargetScores scores) {
    return new Scored(
        scores.getRevision(),
        scores.getSamples(),
        orNaN(scores.getEntropy()),
        orNaN(scores.getExpectedShd()),
        scores.getCandidates().stream().map(this::candidate).toList(),
        scores.getSaturated());
  }

  private Candidate candidate(CandidateScore score) {
    Double fixed = score.getValue().getFixed();
    return new Candidate(
        VariableSet.of(score.getTargets().stream().mapToInt(Integer::intValue).toArray()),
        orNaN(fixed),
        settings.scores() ? score.getScore() : Double.NaN,
        score.getError(),
        score.getCost(),
        score.getDistinct());
  }

  private static double orNaN(Double value) {
    return value == null ? Double.NaN : value;
  }

  @Override
  public void processElement2(
      News news, Context context, Collector<Keyed<ProposedIntervention>> out) throws Exception {
    work(
        context.timerService(),
        context.getCurrentKey(),
        out,
        desk -> {
          switch (news.kind()) {
            case DECLARED -> desk.declared(news.declaration(), news.reason());
            case ANSWERED -> desk.answered(news.answers(), news.samples());
            case JUDGED -> desk.judged(news.decisionId(), news.approved(), news.reason());
            case ENDED -> desk.ended("the experiment has ended");
          }
        });
  }

  @Override
  public void onTimer(
      long timestamp, OnTimerContext context, Collector<Keyed<ProposedIntervention>> out)
      throws Exception {
    work(context.timerService(), context.getCurrentKey(), out, Desk::overdue);
  }

  private void work(
      TimerService clock,
      String key,
      Collector<Keyed<ProposedIntervention>> out,
      Consumer<Desk> task)
      throws Exception {
    Desk desk =
        new Desk(
            settings,
            loop.value(),
            clock.currentProcessingTime(),
            told -> {
              decisions.get(told.getStatus()).inc();
              out.collect(new Keyed<>(key, told));
            });
    task.accept(desk);
    Loop after = desk.loop();
    if (after.declaration() == null && after.latest() == null) {
      loop.clear();
    } else {
      loop.update(after);
    }
    unmatchedRows.inc(desk.books().unmatchedRows());
    otherRows.inc(desk.books().otherRows());
    if (desk.deadline() < Long.MAX_VALUE) {
      clock.registerProcessingTimeTimer(desk.deadline());
    }
  }
}
