// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Ledger;
import dev.sluice.connectors.Pace;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.ConfigurationFault;
import dev.sluice.jobs.Failure;
import dev.sluice.jobs.Failures;
import dev.sluice.jobs.Rest;
import dev.sluice.jobs.mesa.trained.LearnedToken;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets all learners predict the tokens of one sequence, in the order of their steps: a token that
 * comes early waits, one whose step has been learned changes nothing.
 */
final class Predict extends KeyedProcessFunction<String, Arrived, ScoredToken>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private final MesaSettings settings;
  private final boolean trained;

  private transient SideBySide learners;
  private transient ValueState<Sequence> sequences;
  private transient EarlyTokens early;
  private transient Silence silence;
  private transient Rest rest;
  private transient Ledger ledger;
  private transient ListState<String> labels;

  Predict(MesaSettings settings) {
    this.settings = settings;
    trained = settings.trained().isOn();
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    ledger = Ledger.open(getRuntimeContext(), context);
    labels =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("learners", Types.STRING));
    for (String before : labels.get()) {
      if (!before.equals(settings.label())) {
        throw new ConfigurationFault(
            "--learners: the state is of %s, not of %s".formatted(before, settings.label()));
      }
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    ledger.snapshot();
    labels.update(List.of(settings.label()));
  }

  @Override
  public void open(OpenContext context) {
    learners = new SideBySide(settings.learners());
    sequences =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("sequence", TypeInformation.of(Sequence.class)));
    early = new EarlyTokens(getRuntimeContext(), ledger);
    silence = new Silence(getRuntimeContext(), settings.forgetAfter());
    rest = new Rest(getRuntimeContext(), new Failures(getRuntimeContext().getMetricGroup()));
  }

  @Override
  public void processElement(Arrived token, Context context, Collector<ScoredToken> out)
      throws Exception {
    silence.broken(context.timerService());
    Failure failure = rest.failure();
    if (failure != null) {
      refuse(token, Reason.RESTING, failure.ofRecord(), context);
      return;
    }
    Sequence sequence = sequences.value();
    long next = sequence == null ? 1 : sequence.learned().tokens + 1;
    if (token.t() < next) {
      ledger.duplicate();
      out.collect(ScoredToken.duplicate(sequence, token.bucket(settings.buckets())));
    } else if (token.t() > next) {
      letWait(token, next, context);
    } else {
      learnAll(sequence, token, context, out);
    }
  }

  /** Learns a token, and those that waited for it. */
  private void learnAll(Sequence before, Arrived first, Context context, Collector<ScoredToken> out)
      throws Exception {
    boolean someWaited = early.size() > 0;
    Sequence sequence = before;
    Arrived token = first;
    while (token != null) {
      Sequence after = learn(sequence, token, context, out);
      if (after == null) {
        break;
      }
      sequence = after;
      token = early.at(sequence.learned().tokens + 1);
      if (token != null) {
        early.remove(token);
      }
    }
    if (rest.failure() != null) {
      rest(context);
    } else if (sequence != null) {
      sequences.update(sequence);
    }
    if (someWaited && early.size() == 0) {
      context.timerService().deleteEventTimeTimer(Pace.END_OF_STREAM);
    }
  }

  /** The sequence with one more token; null if it was refused. */
  private Sequence learn(
      Sequence before, Arrived token, Context context, Collector<ScoredToken> out)
      throws Exception {
    if (before != null && before.learned().dimension != token.values().length) {
      String message =
          "values: are %d numbers, but %d in its sequence"
              .formatted(token.values().length, before.learned().dimension);
      refuse(token, Reason.WRONG_DIMENSION, message, context);
      return null;
    }
    String contradiction = before == null ? null : before.contradiction(token);
    if (contradiction != null) {
      refuse(token, Reason.CONTRADICTION, contradiction, context);
      return null;
    }
    Sequence[] after = {before};
    ScoredToken[] scored = new ScoredToken[1];
    double[][][] predictions = new double[1][][];
    Failure failure =
        rest.attempt(
            token.sequenceId(),
            context.timerService().currentProcessingTime(),
            () -> {
              if (before == null) {
                after[0] = learners.begin(token);
              }
              predictions[0] = trained ? learners.predictions(after[0]) : null;
              scored[0] = learners.observe(after[0], token, token.bucket(settings.buckets()));
            });
    if (failure != null) {
      refuse(token, Reason.RESTING, failure.ofRecord(), context);
      return null;
    }
    ledger.accepted();
    out.collect(scored[0]);
    if (trained) {
      context.output(
          LearnedToken.TAG, token.learned(token.bucket(settings.buckets()), predictions[0]));
    }
    return after[0];
  }

  private void end(Context context) {
    sequences.clear();
    context.output(LearnedToken.TAG, LearnedToken.end(context.getCurrentKey()));
  }

  /** What was learned may be half changed; what waits will never be learned. */
  private void rest(Context context) throws Exception {
    end(context);
    for (Arrived waited : early.removeAll()) {
      refuse(waited, Reason.RESTING, rest.failure().ofRecord(), context);
    }
  }

  private void letWait(Arrived token, long next, Context context) throws Exception {
    Arrived same = early.at(token.t());
    if (same != null) {
      if (same.saysTheSame(token)) {
        ledger.duplicate();
      } else {
        String message = "t: another token %d of its sequence waits already".formatted(token.t());
        refuse(token, Reason.CONTRADICTION, message, context);
      }
      return;
    }
    if (early.size() < settings.maxWaiting()) {
      addEarly(token, context);
      return;
    }
    Arrived last = early.last();
    Arrived refused = last == null || last.t() < token.t() ? token : last;
    if (refused.t() != token.t()) {
      early.remove(refused);
      addEarly(token, context);
    }
    String message =
        "t: is %d where %d is the next, and %d wait already (--max-waiting)"
            .formatted(refused.t(), next, settings.maxWaiting());
    refuse(refused, Reason.GAP, message, context);
  }

  private void addEarly(Arrived token, Context context) throws Exception {
    early.add(token);
    context.timerService().registerEventTimeTimer(Pace.END_OF_STREAM);
  }

  private void refuse(Arrived token, Reason reason, String message, Context context) {
    context.output(
        DeadLetters.TAG, ledger.refuse(token.source(), reason, message, context.timerService()));
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<ScoredToken> out)
      throws Exception {
    if (context.timeDomain() == TimeDomain.EVENT_TIME) {
      giveUp("the topic has ended", context);
    } else if (silence.isOver(timestamp, context.timerService())) {
      giveUp("nothing has come of its sequence for long (--forget-after)", context);
      end(context);
      rest.lift();
    }
  }

  private void giveUp(String why, Context context) throws Exception {
    Sequence sequence = sequences.value();
    long next = sequence == null ? 1 : sequence.learned().tokens + 1;
    for (Arrived waited : early.removeAll()) {
      String message = "t: is %d where %d is missing, and %s".formatted(waited.t(), next, why);
      refuse(waited, Reason.GAP, message, context);
    }
    context.timerService().deleteEventTimeTimer(Pace.END_OF_STREAM);
  }
}
