// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion;

import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Ledger;
import dev.sluice.connectors.WaitingRoom;
import dev.sluice.connectors.wire.Reason;
import java.util.Iterator;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Joins predictions with the truth of their case, and hands on those that are newer than all before
 * of their model. Those of an undeclared case wait, any number for any time until the cases have
 * been read to the end that they had at the job's start; from then on as many and as long as the
 * settings say.
 *
 * <p>State of a case: what its record says, at most three paths; of each of at most {@code
 * --most-models} models the newest prediction, a path; and the records that wait.
 */
final class JoinTruth extends KeyedCoProcessFunction<String, Prediction, DeclaredCase, Comparison>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private final int waitingPlaces;
  private final long waitingTime;
  private final int mostModels;

  private transient ValueState<TrueCase> known;
  private transient MapState<String, Prediction.Said> newest;
  private transient WaitingRoom<Prediction> waiting;
  private transient Ledger ledger;

  JoinTruth(LesionSettings settings) {
    waitingPlaces = settings.topics().waitingPlaces(settings.waitingPredictions());
    waitingTime = settings.waitingTime();
    mostModels = settings.mostModels();
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
    known =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("case", TypeInformation.of(TrueCase.class)));
    newest =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "newest", Types.STRING, TypeInformation.of(Prediction.Said.class)));
    waiting =
        new WaitingRoom<>(
            getRuntimeContext(),
            TypeInformation.of(Prediction.class),
            waitingPlaces,
            waitingTime,
            ledger);
  }

  @Override
  public void processElement1(Prediction prediction, Context context, Collector<Comparison> out)
      throws Exception {
    TrueCase truth = known.value();
    if (truth != null) {
      join(truth, prediction, context, out);
    } else if (!waiting.admit(prediction, context.timerService())) {
      refuseUndeclared(prediction, context);
    }
  }

  @Override
  public void processElement2(DeclaredCase declared, Context context, Collector<Comparison> out)
      throws Exception {
    TrueCase before = known.value();
    TimerService clock = context.timerService();
    if (before == null) {
      ledger.accepted();
      known.update(declared.truth());
      waiting.leave(clock, waited -> join(declared.truth(), waited, context, out));
    } else if (before.equals(declared.truth())) {
      ledger.duplicate();
    } else {
      String message = "caseId: '%s' was declared otherwise before".formatted(before.caseId());
      context.output(
          DeadLetters.TAG, ledger.refuse(declared.source(), Reason.CONTRADICTION, message, clock));
    }
  }

  private void join(
      TrueCase truth, Prediction prediction, Context context, Collector<Comparison> out)
      throws Exception {
    Prediction.Said before = newest.get(prediction.model());
    if (before == null && isFull()) {
      refuse(
          prediction,
          Reason.TOO_MANY_MODELS,
          "model: %d others have predicted its case (--most-models)".formatted(mostModels),
          context);
      return;
    }
    int order = before == null ? 1 : prediction.said().compareTo(before);
    if (order > 0) {
      ledger.accepted();
      newest.put(prediction.model(), prediction.said());
      out.collect(new Comparison(truth, prediction));
    } else if (order == 0) {
      ledger.duplicate();
    } else {
      ledger.late();
    }
  }

  private boolean isFull() throws Exception {
    int models = 0;
    for (Iterator<String> each = newest.keys().iterator(); each.hasNext(); each.next()) {
      models++;
    }
    return models >= mostModels;
  }

  private void refuseUndeclared(Prediction prediction, Context context) {
    String message = "caseId: '%s' is not declared".formatted(prediction.caseId());
    refuse(prediction, Reason.UNDECLARED_CASE, message, context);
  }

  private void refuse(Prediction prediction, Reason reason, String message, Context context) {
    context.output(
        DeadLetters.TAG,
        ledger.refuse(prediction.source(), reason, message, context.timerService()));
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Comparison> out)
      throws Exception {
    waiting.giveUp(context.timerService(), waited -> refuseUndeclared(waited, context));
  }
}
