// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.Pace;
import dev.sluice.schemas.SurveyModelMetrics;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Keeps the statistics of one respondent over a set of scenarios. */
final class Aggregate
    extends KeyedProcessFunction<String, ScenarioChange, Keyed<SurveyModelMetrics>> {

  private static final long serialVersionUID = 1L;

  private final SurveySettings settings;
  private final Pace pace;

  private transient ValueState<Survey> survey;
  private transient ModelGauges gauges;

  Aggregate(SurveySettings settings) {
    this.settings = settings;
    pace = settings.pace();
  }

  /** The key of a change: model, version and set. */
  static String key(ScenarioChange change) {
    ModelVersion respondent = change.respondent();
    return NaturalKey.of(respondent.model(), respondent.version(), change.scenario().set());
  }

  @Override
  public void open(OpenContext context) {
    survey =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("survey", TypeInformation.of(Survey.class)));
    gauges = new ModelGauges(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(
      ScenarioChange change, Context context, Collector<Keyed<SurveyModelMetrics>> out)
      throws Exception {
    Survey before = survey.value();
    survey.update((before == null ? Survey.begin(change, settings) : before).with(change));
    pace.changed(context.getCurrentKey(), context.timerService());
  }

  @Override
  public void onTimer(
      long timestamp, OnTimerContext context, Collector<Keyed<SurveyModelMetrics>> out)
      throws Exception {
    pace.done(context.timerService());
    Survey now = survey.value();
    if (now == null) {
      return;
    }
    String key = context.getCurrentKey();
    if (now.isEmpty()) {
      survey.clear();
      gauges.ended(key);
      out.collect(new Keyed<>(key, null));
    } else {
      SurveyModelMetrics metrics = ModelMetrics.of(now, settings.level());
      gauges.show(key, metrics);
      out.collect(new Keyed<>(key, metrics));
    }
  }
}
