// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import dev.sluice.connectors.Keyed;
import dev.sluice.jobs.Failure;
import dev.sluice.jobs.Failures;
import dev.sluice.jobs.gauges.Behind;
import dev.sluice.jobs.gauges.SnapshotGauges;
import dev.sluice.models.mesa.Contender;
import dev.sluice.models.mesa.LearnerNames;
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

  private transient List<Contender> contenders;
  private transient GroupLosses losses;
  private transient SnapshotGauges<MesaSnapshot> gauges;
  private transient Behind behind;
  private transient Failures failures;

  Summarise(MesaSettings settings) {
    this.settings = settings;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    gauges =
        SnapshotGauges.open(
            getRuntimeContext(),
            context.getOperatorStateStore(),
            MesaGauges.of(settings.topics().gauges()));
    behind = Behind.open(getRuntimeContext(), context.getOperatorStateStore());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    gauges.snapshot();
    behind.snapshot();
  }

  @Override
  public void open(OpenContext context) {
    contenders = settings.learners().stream().map(LearnerNames::parse).toList();
    losses = new GroupLosses(getRuntimeContext());
    failures = new Failures(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(LossPart part, Context context, Collector<Keyed<MesaSnapshot>> out)
      throws Exception {
    losses.merge(part, contenders.size());
    settings.pace().changed(context.getCurrentKey(), context.timerService());
    behind.tell(part.group(), true, gauges.asOf(part.group(), part.totals().asOf()));
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Keyed<MesaSnapshot>> out)
      throws Exception {
    String group = context.getCurrentKey();
    settings.pace().rung(group, timestamp, context.timerService());
    Totals known = losses.totals();
    if (known == null) {
      return;
    }
    long now = context.timerService().currentProcessingTime();
    MesaSnapshot snapshot = snapshot(group, known, now);
    gauges.show(group, snapshot, now);
    behind.caughtUp(group);
    out.collect(new Keyed<>(group, snapshot));
  }

  private MesaSnapshot snapshot(String group, Totals known, long now) throws Exception {
    Failure incomparable = MesaSnapshots.incomparable(known, now);
    if (incomparable != null) {
      return MesaSnapshots.failed(group, known, incomparable);
    }
    try {
      return MesaSnapshots.of(group, known, losses.table(contenders.size()), contenders);
    } catch (Throwable thrown) {
      Failure failure = failures.of(group, thrown, now);
      return MesaSnapshots.failed(group, known, failure);
    }
  }
}
