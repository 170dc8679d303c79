// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.Pace;
import dev.sluice.schemas.SurveyDrift;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Keeps the drift between two versions of a model over a set of scenarios. */
final class Drift extends KeyedProcessFunction<String, VersionChange, Keyed<SurveyDrift>> {

  private static final long serialVersionUID = 1L;

  private final SurveySettings settings;
  private final Pace pace;

  private transient ValueState<Versions> versions;

  Drift(SurveySettings settings) {
    this.settings = settings;
    pace = settings.pace();
  }

  @Override
  public void open(OpenContext context) {
    versions =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("versions", TypeInformation.of(Versions.class)));
  }

  @Override
  public void processElement(
      VersionChange change, Context context, Collector<Keyed<SurveyDrift>> out) throws Exception {
    Versions before = versions.value();
    versions.update((before == null ? Versions.begin(change) : before).with(change));
    pace.changed(context.getCurrentKey(), context.timerService());
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Keyed<SurveyDrift>> out)
      throws Exception {
    pace.done(context.timerService());
    Versions now = versions.value();
    if (now == null) {
      return;
    }
    String key = context.getCurrentKey();
    if (now.isEmpty()) {
      versions.clear();
      out.collect(new Keyed<>(key, null));
    } else {
      out.collect(new Keyed<>(key, DriftMetrics.of(now, settings)));
    }
  }
}
