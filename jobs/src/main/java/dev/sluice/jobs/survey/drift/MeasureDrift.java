// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.drift;

import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.Pace;
import dev.sluice.jobs.Failure;
import dev.sluice.jobs.Failures;
import dev.sluice.jobs.survey.scenario.Computed;
import dev.sluice.jobs.survey.scenario.Formulas;
import dev.sluice.jobs.survey.scenario.Generation;
import dev.sluice.schemas.SurveyDrift;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Keeps the drift between two versions of a model over a set of scenarios. */
public final class MeasureDrift
    extends KeyedProcessFunction<String, VersionChange, Keyed<SurveyDrift>> {

  private static final long serialVersionUID = 1L;

  private final DriftThresholds thresholds;
  private final double level;
  private final Pace pace;
  private final Formulas formulas;

  private transient ValueState<VersionPair> versions;
  private transient Failures failures;

  /**
   * Drift that is put out at this pace.
   *
   * @param level of intervals
   */
  public MeasureDrift(DriftThresholds thresholds, double level, Pace pace, Formulas formulas) {
    this.thresholds = thresholds;
    this.level = level;
    this.pace = pace;
    this.formulas = formulas;
  }

  @Override
  public void open(OpenContext context) {
    versions =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>("versions", TypeInformation.of(VersionPair.class)));
    failures = new Failures(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(
      VersionChange change, Context context, Collector<Keyed<SurveyDrift>> out) throws Exception {
    VersionPair before = versions.value();
    boolean isEnd = change.drift() == null && change.failure() == null;
    if (change.formulas() != formulas.version() || (before == null && isEnd)) {
      return;
    }
    if (before == null) {
      before = VersionPair.begin(change, Generation.first(formulas.version()));
    } else if (before.generation().formulas() != formulas.version()) {
      long now = context.timerService().currentProcessingTime();
      before = VersionPair.begin(change, Generation.anew(formulas.version(), now, pace));
    }
    versions.update(before.with(change));
    pace.changed(context.getCurrentKey(), context.timerService());
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Keyed<SurveyDrift>> out)
      throws Exception {
    pace.rung(context.getCurrentKey(), timestamp, context.timerService());
    VersionPair now = versions.value();
    if (now == null || now.generation().formulas() != formulas.version()) {
      return;
    }
    String key = context.getCurrentKey();
    long time = context.timerService().currentProcessingTime();
    if (context.timeDomain() == TimeDomain.PROCESSING_TIME && now.generation().isQuiet(time)) {
      pace.changed(key, context.timerService());
    } else if (now.isEmpty()) {
      versions.clear();
      out.collect(new Keyed<>(key, null));
    } else {
      out.collect(new Keyed<>(key, metrics(now, key, time)));
    }
  }

  private SurveyDrift metrics(VersionPair now, String key, long time) throws Exception {
    Failure failure = now.failing().failure();
    if (failure != null) {
      return DriftMetrics.failed(now, thresholds, level, failure);
    }
    Computed<SurveyDrift> metrics =
        Computed.of(failures, key, time, () -> DriftMetrics.of(now, thresholds, level));
    return metrics.failure() == null
        ? metrics.value()
        : DriftMetrics.failed(now, thresholds, level, metrics.failure());
  }
}
