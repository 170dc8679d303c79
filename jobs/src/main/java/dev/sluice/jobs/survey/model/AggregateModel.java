// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.model;

import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.Pace;
import dev.sluice.jobs.Failures;
import dev.sluice.jobs.NaturalKey;
import dev.sluice.jobs.gauges.Behind;
import dev.sluice.jobs.gauges.SnapshotGauges;
import dev.sluice.jobs.survey.scenario.Computed;
import dev.sluice.jobs.survey.scenario.Formulas;
import dev.sluice.jobs.survey.scenario.Generation;
import dev.sluice.jobs.survey.scenario.ModelVersion;
import dev.sluice.jobs.survey.scenario.ScenarioChange;
import dev.sluice.jobs.survey.scenario.Uncertainty;
import dev.sluice.models.survey.ModelStatistics;
import dev.sluice.models.survey.ScenarioContribution;
import dev.sluice.models.survey.ScenarioCounts;
import dev.sluice.schemas.SurveyModelMetrics;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps the statistics of one respondent over a set of scenarios. Statistics of other formulas than
 * today's begin anew with the first change, because all changes are told again.
 */
public final class AggregateModel
    extends KeyedProcessFunction<String, ScenarioChange, Keyed<SurveyModelMetrics>>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private final Uncertainty uncertainty;
  private final Pace pace;
  private final Formulas formulas;
  private final int mostGauges;

  private transient ValueState<ModelSurvey> survey;
  private transient SnapshotGauges<SurveyModelMetrics> gauges;
  private transient Behind behind;
  private transient Histogram durations;
  private transient Failures failures;

  /**
   * An aggregate that puts out its statistics at this pace.
   *
   * @param mostGauges respondents of a subtask with gauges of their own
   */
  public AggregateModel(Uncertainty uncertainty, Pace pace, Formulas formulas, int mostGauges) {
    this.uncertainty = uncertainty;
    this.pace = pace;
    this.formulas = formulas;
    this.mostGauges = mostGauges;
  }

  /** The key of a change: model, version and set. */
  public static String key(ScenarioChange change) {
    ModelVersion respondent = change.respondent();
    return NaturalKey.of(respondent.model(), respondent.version(), change.scenario().set());
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    gauges =
        SnapshotGauges.open(
            getRuntimeContext(), context.getOperatorStateStore(), ModelGauges.of(mostGauges));
    behind = Behind.open(getRuntimeContext(), context.getOperatorStateStore());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    gauges.snapshot();
    behind.snapshot();
  }

  @Override
  public void open(OpenContext context) {
    survey =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("survey", TypeInformation.of(ModelSurvey.class)));
    durations = gauges.histogram("refreshMillis");
    failures = new Failures(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(
      ScenarioChange change, Context context, Collector<Keyed<SurveyModelMetrics>> out)
      throws Exception {
    if (change.formulas() != formulas.version()) {
      return; // was on its way when the job stopped; is told again
    }
    long now = context.timerService().currentProcessingTime();
    ModelSurvey before = survey.value();
    if (before == null && change.before() == null && change.after() == null) {
      return;
    }
    if (before == null || before.generation().formulas() != formulas.version()) {
      Generation generation =
          before == null
              ? Generation.first(formulas.version())
              : Generation.anew(formulas.version(), now, pace);
      before = ModelSurvey.begin(change, nothing(), generation);
    }
    survey.update(
        before.broken() == null
            ? learn(before, change, now)
            : before.with(change, before.failing()));
    pace.changed(context.getCurrentKey(), context.timerService());
    long asOf = gauges.asOf(context.getCurrentKey(), change.asOf());
    behind.tell(context.getCurrentKey(), true, asOf);
  }

  private ModelStatistics nothing() {
    return ModelStatistics.empty(uncertainty.seed(), uncertainty.replicates());
  }

  private ModelSurvey learn(ModelSurvey known, ScenarioChange change, long now) throws Exception {
    String scenarioId = change.scenario().scenarioId();
    Computed<ScenarioContribution> after =
        Computed.of(failures, key(change), now, () -> contribution(change, change.after()));
    Computed<Boolean> replaced =
        Computed.of(
            failures,
            key(change),
            now,
            () -> {
              boolean counted = !known.failing().has(scenarioId);
              replace(
                  known.statistics(),
                  counted ? contribution(change, change.before()) : null,
                  after.value());
              return true;
            });
    ModelSurvey next = known.with(change, known.failing().with(scenarioId, after.failure()));
    return replaced.failure() == null ? next : next.brokenBy(replaced.failure(), nothing());
  }

  private ScenarioContribution contribution(ScenarioChange change, ScenarioCounts counts) {
    return counts == null
        ? null
        : formulas
            .contribution()
            .of(change.scenario().scenarioId(), counts, change.scenario().rules());
  }

  private static void replace(
      ModelStatistics statistics, ScenarioContribution before, ScenarioContribution after) {
    if (before != null || after != null) {
      statistics.replace(before, after);
    }
  }

  @Override
  public void onTimer(
      long timestamp, OnTimerContext context, Collector<Keyed<SurveyModelMetrics>> out)
      throws Exception {
    pace.rung(context.getCurrentKey(), timestamp, context.timerService());
    ModelSurvey now = survey.value();
    if (now == null || now.generation().formulas() != formulas.version()) {
      return;
    }
    String key = context.getCurrentKey();
    long time = context.timerService().currentProcessingTime();
    if (context.timeDomain() == TimeDomain.PROCESSING_TIME && now.generation().isQuiet(time)) {
      pace.changed(key, context.timerService());
    } else if (now.isEmpty()) {
      survey.clear();
      gauges.ended(key);
      behind.caughtUp(key);
      out.collect(new Keyed<>(key, null));
    } else {
      long start = System.nanoTime();
      SurveyModelMetrics metrics = metrics(now, key, time);
      durations.update(Math.round((System.nanoTime() - start) / 1e6));
      gauges.show(key, metrics, time);
      behind.caughtUp(key);
      out.collect(new Keyed<>(key, metrics));
    }
  }

  private SurveyModelMetrics metrics(ModelSurvey now, String key, long time) throws Exception {
    double level = uncertainty.level();
    if (now.failure() != null) {
      return ModelMetrics.failed(now, level, now.failure());
    }
    Computed<SurveyModelMetrics> metrics =
        Computed.of(failures, key, time, () -> ModelMetrics.of(now, level));
    return metrics.failure() == null
        ? metrics.value()
        : ModelMetrics.failed(now, level, metrics.failure());
  }
}
