// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import dev.sluice.connectors.Keyed;
import dev.sluice.jobs.mesa.trained.GroupComparisons;
import dev.sluice.jobs.mesa.trained.KnownFindings;
import dev.sluice.jobs.mesa.trained.StreamVerdicts;
import dev.sluice.jobs.mesa.trained.StudyFindings;
import dev.sluice.schemas.MesaSnapshot;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * {@link Summarise} with trained models: what studies have found of them comes to all groups. Its
 * state is that of {@link Summarise} and more, so that models may be added to a job that has run
 * without.
 */
final class SummariseWithVerdicts
    extends KeyedBroadcastProcessFunction<String, GroupPart, StudyFindings, Keyed<MesaSnapshot>>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  /** What studies have found, by model and version. */
  static final MapStateDescriptor<String, StudyFindings> FINDINGS =
      new MapStateDescriptor<>("findings", Types.STRING, TypeInformation.of(StudyFindings.class));

  private final MesaSettings settings;

  private transient Summary summary;
  private transient GroupComparisons comparisons;

  SummariseWithVerdicts(MesaSettings settings) {
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
    comparisons = new GroupComparisons(getRuntimeContext());
  }

  @Override
  public void processElement(
      GroupPart part, ReadOnlyContext context, Collector<Keyed<MesaSnapshot>> out)
      throws Exception {
    if (part.losses() != null) {
      summary.merge(part.losses());
    }
    if (part.comparisons() != null) {
      comparisons.merge(part.comparisons());
    }
    settings.pace().changed(context.getCurrentKey(), context.timerService());
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Keyed<MesaSnapshot>> out)
      throws Exception {
    String group = context.getCurrentKey();
    settings.pace().rung(group, timestamp, context.timerService());
    tell(group, context.getBroadcastState(FINDINGS), context.currentProcessingTime(), out);
  }

  private void tell(
      String group,
      ReadOnlyBroadcastState<String, StudyFindings> known,
      long now,
      Collector<Keyed<MesaSnapshot>> out)
      throws Exception {
    Keyed<MesaSnapshot> told =
        summary.tell(
            group,
            now,
            snapshot ->
                StreamVerdicts.of(
                    settings.trained(),
                    comparisons,
                    known,
                    snapshot.getDimension(),
                    snapshot.getSteps().size()));
    if (told != null) {
      out.collect(told);
    }
  }

  /** What a study has found may come long after the tokens: who was compared is told of anew. */
  @Override
  public void processBroadcastElement(
      StudyFindings found, Context context, Collector<Keyed<MesaSnapshot>> out) throws Exception {
    KnownFindings.put(
        context.getBroadcastState(FINDINGS), found, settings.trained().keepVersions());
    ReadOnlyBroadcastState<String, StudyFindings> known = context.getBroadcastState(FINDINGS);
    long now = context.currentProcessingTime();
    context.applyToKeyedState(
        GroupComparisons.ROWS,
        (group, rows) -> {
          if (comparisons.has(found.name(), found.version())) {
            tell(group, known, now, out);
          }
        });
  }
}
