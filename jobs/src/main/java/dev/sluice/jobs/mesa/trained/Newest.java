// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa.trained;

import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Ledger;
import dev.sluice.connectors.Pace;
import dev.sluice.connectors.wire.Reason;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets through of each model what is newer than all before: a later version, or what a study has
 * found of the latest. A bounded run is told only at the end, and the newest alone: what predicts
 * must not depend on how far the topic had been read when a sequence began.
 */
final class Newest extends KeyedProcessFunction<String, ArrivedWeights, ModelWeights>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private final TrainedSettings settings;
  private final boolean bounded;

  private transient Ledger ledger;
  private transient ValueState<ModelWeights> newest;

  /** Of the models named; others are not kept. */
  Newest(TrainedSettings settings, boolean bounded) {
    this.settings = settings;
    this.bounded = bounded;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    ledger = Ledger.open(getRuntimeContext(), context);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    ledger.snapshot();
  }

  @Override
  public void open(OpenContext context) {
    newest =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("newest", TypeInformation.of(ModelWeights.class)));
  }

  @Override
  public void processElement(ArrivedWeights arrived, Context context, Collector<ModelWeights> out)
      throws Exception {
    ModelWeights weights = arrived.weights();
    if (!settings.models().contains(arrived.name())) {
      ledger.accepted(); // all that there is to do is done
      return;
    }
    ModelWeights known = newest.value();
    long before = known == null ? -1 : known.found().version();
    long version = weights.found().version();
    if (version < before) {
      ledger.late();
    } else if (version == before && !weights.isOfTheSameWeights(known)) {
      String message =
          "version: there are other weights of version %d of %s".formatted(version, arrived.name());
      context.output(
          DeadLetters.TAG,
          ledger.refuse(arrived.source(), Reason.CONTRADICTION, message, context.timerService()));
    } else if (version == before
        && (weights.found().isEmpty() || weights.found().equals(known.found()))) {
      ledger.duplicate();
    } else {
      ledger.accepted();
      newest.update(weights);
      tell(weights, context, out);
    }
  }

  private void tell(ModelWeights weights, Context context, Collector<ModelWeights> out) {
    if (bounded) {
      context.timerService().registerEventTimeTimer(Pace.END_OF_STREAM);
    } else {
      out.collect(weights);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<ModelWeights> out)
      throws Exception {
    out.collect(newest.value());
  }
}
