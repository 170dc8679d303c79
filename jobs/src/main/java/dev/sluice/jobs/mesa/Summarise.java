// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import dev.sluice.connectors.Keyed;
import dev.sluice.schemas.MesaSnapshot;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Puts the parts of a group together, and tells at most once an interval what they come to. */
final class Summarise extends KeyedProcessFunction<String, LossPart, Keyed<MesaSnapshot>>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private final MesaSettings settings;

  private transient Summary summary;

  Summarise(MesaSettings settings) {
    this.settings = settings;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    summary = new Summary(settings, getRuntimeContext(), context);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    summary.snapshotState();
  }

  @Override
  public void open(OpenContext context) {
    summary.open(getRuntimeContext());
  }

  @Override
  public void processElement(LossPart part, Context context, Collector<Keyed<MesaSnapshot>> out)
      throws Exception {
    summary.merge(part);
    settings.pace().changed(context.getCurrentKey(), context.timerService());
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Keyed<MesaSnapshot>> out)
      throws Exception {
    String group = context.getCurrentKey();
    settings.pace().rung(group, timestamp, context.timerService());
    Keyed<MesaSnapshot> told =
        summary.tell(group, context.timerService().currentProcessingTime(), snapshot -> List.of());
    if (told != null) {
      out.collect(told);
    }
  }
}
