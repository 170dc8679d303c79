// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa.trained;

import dev.sluice.connectors.Pace;
import dev.sluice.jobs.Failures;
import dev.sluice.models.mesa.StepBin;
import dev.sluice.models.mesa.trained.RecurrentModel;
import dev.sluice.models.mesa.verdict.ComparisonRow;
import dev.sluice.models.mesa.verdict.RunningComparison;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets trained models predict the tokens of one sequence, each by the version that was its newest
 * when the sequence began. Tokens wait until there are weights of all models, or the run ends; of a
 * sequence of which more would have to wait than may, none is compared.
 *
 * <p>Counter {@code unevaluated}: tokens that no model has predicted.
 */
final class Evaluate
    extends KeyedBroadcastProcessFunction<String, LearnedToken, ModelWeights, EvaluatedToken> {

  private static final long serialVersionUID = 1L;

  private static final ValueStateDescriptor<Integer> LENGTH =
      new ValueStateDescriptor<>("awaiting-length", Types.INT);

  private final TrainedSettings settings;

  private transient KnownModels models;
  private transient ValueState<Evaluation> evaluations;
  private transient ListState<LearnedToken> awaiting;
  private transient ValueState<Integer> length;
  private transient Counter unevaluated;
  private transient Failures failures;

  Evaluate(TrainedSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    models = new KnownModels(settings);
    evaluations =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>("evaluation", TypeInformation.of(Evaluation.class)));
    awaiting =
        getRuntimeContext()
            .getListState(
                new ListStateDescriptor<>("awaiting", TypeInformation.of(LearnedToken.class)));
    length = getRuntimeContext().getState(LENGTH);
    unevaluated = getRuntimeContext().getMetricGroup().counter("unevaluated");
    failures = new Failures(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(
      LearnedToken token, ReadOnlyContext context, Collector<EvaluatedToken> out) throws Exception {
    if (token.t() <= 1) {
      forget(context);
    }
    if (token.t() == 0) {
      return;
    }
    ReadOnlyBroadcastState<String, ModelWeights> known =
        context.getBroadcastState(KnownModels.WEIGHTS);
    Evaluation evaluation = evaluations.value();
    if (evaluation == null) {
      if (token.t() > 1 && length.value() == null) {
        unevaluated.inc(); // models do not know how it began
        return;
      }
      if (!models.isComplete(known)) {
        await(token, context);
        return;
      }
      Evaluation begun = begin(token.values().length, known);
      evaluation = catchUp(begun, known, context.currentProcessingTime(), out);
    }
    evaluations.update(step(evaluation, token, known, context.currentProcessingTime(), out));
  }

  private void forget(ReadOnlyContext context) throws Exception {
    evaluations.clear();
    if (length.value() != null) {
      unevaluated.inc(length.value());
      awaiting.clear();
      length.clear();
      context.timerService().deleteEventTimeTimer(Pace.END_OF_STREAM);
    }
  }

  private void await(LearnedToken token, ReadOnlyContext context) throws Exception {
    int before = length.value() == null ? 0 : length.value();
    if (before >= settings.awaiting()) {
      forget(context);
      unevaluated.inc();
      evaluations.update(Evaluation.none());
      return;
    }
    awaiting.add(token);
    length.update(before + 1);
    context.timerService().registerEventTimeTimer(Pace.END_OF_STREAM);
  }

  /** A sequence before its first token. */
  private Evaluation begin(int dimension, ReadOnlyBroadcastState<String, ModelWeights> known)
      throws Exception {
    List<ModelWeights> fit =
        models.newest(known).stream().filter(of -> of.found().observed() == dimension).toList();
    Evaluation evaluation =
        new Evaluation(
            0,
            new double[dimension],
            fit.stream().map(of -> of.found().name()).toArray(String[]::new),
            fit.stream().mapToLong(of -> of.found().version()).toArray(),
            new double[fit.size()][],
            new double[fit.size()][]);
    for (int i = 0; i < fit.size(); i++) {
      RecurrentModel model = models.model(known, evaluation.models()[i], evaluation.versions()[i]);
      evaluation.numbers()[i] = new double[model.size()];
      model.start(evaluation.numbers()[i], 0);
      evaluation.predicted()[i] = new double[dimension];
    }
    return evaluation;
  }

  /** Predicts the tokens that wait; none does any longer. */
  private Evaluation catchUp(
      Evaluation begun,
      ReadOnlyBroadcastState<String, ModelWeights> known,
      long now,
      Collector<EvaluatedToken> out)
      throws Exception {
    Evaluation evaluation = begun;
    if (length.value() != null) {
      for (LearnedToken token : awaiting.get()) {
        evaluation = step(evaluation, token, known, now, out);
      }
      awaiting.clear();
      length.clear();
    }
    return evaluation;
  }

  private Evaluation step(
      Evaluation evaluation,
      LearnedToken token,
      ReadOnlyBroadcastState<String, ModelWeights> known,
      long now,
      Collector<EvaluatedToken> out)
      throws Exception {
    if (token.t() != evaluation.tokens() + 1) {
      unevaluated.inc(); // some have not come here, as when models were left out of a restart
      return Evaluation.none();
    }
    boolean predicts = false;
    for (int i = 0; i < evaluation.models().length; i++) {
      if (evaluation.versions()[i] != Evaluation.NONE) {
        RecurrentModel model =
            models.model(known, evaluation.models()[i], evaluation.versions()[i]);
        if (model == null) {
          evaluation.leaveOut(i);
        } else {
          predict(evaluation, i, model, token, now, out);
          predicts = true;
        }
      }
    }
    if (!predicts) {
      unevaluated.inc();
    }
    return evaluation.after(token.values());
  }

  private void predict(
      Evaluation evaluation,
      int model,
      RecurrentModel trained,
      LearnedToken token,
      long now,
      Collector<EvaluatedToken> out)
      throws Exception {
    String name = evaluation.models()[model];
    EvaluatedToken scored = null;
    try {
      if (token.t() > 1) {
        scored =
            new EvaluatedToken(
                token.group(),
                token.bucket(),
                name,
                evaluation.versions()[model],
                StepBin.of(token.t() - 1),
                RunningComparison.block(token.sequenceId()),
                ComparisonRow.terms(
                    token.values(), evaluation.predicted()[model], token.predictions()));
      }
      evaluation.predicted()[model] =
          trained.next(evaluation.numbers()[model], 0, token.values(), evaluation.previous());
    } catch (Throwable thrown) {
      failures.of(token.sequenceId() + " by " + name, thrown, now);
      evaluation.leaveOut(model);
    }
    if (scored != null) {
      out.collect(scored);
    }
  }

  @Override
  public void processBroadcastElement(
      ModelWeights weights, Context context, Collector<EvaluatedToken> out) throws Exception {
    models.put(context.getBroadcastState(KnownModels.WEIGHTS), weights);
    ReadOnlyBroadcastState<String, ModelWeights> known =
        context.getBroadcastState(KnownModels.WEIGHTS);
    if (models.isComplete(known)) {
      long now = context.currentProcessingTime();
      // timers of these keys stay, and find nothing at the end
      context.applyToKeyedState(LENGTH, (key, state) -> beginOfThoseThatWait(known, now, out));
    }
  }

  private void beginOfThoseThatWait(
      ReadOnlyBroadcastState<String, ModelWeights> known, long now, Collector<EvaluatedToken> out)
      throws Exception {
    if (length.value() != null) {
      int dimension = awaiting.get().iterator().next().values().length;
      evaluations.update(catchUp(begin(dimension, known), known, now, out));
    }
  }

  /** The run ends: whoever has weights predicts what waits. */
  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<EvaluatedToken> out)
      throws Exception {
    beginOfThoseThatWait(
        context.getBroadcastState(KnownModels.WEIGHTS), context.currentProcessingTime(), out);
  }
}
