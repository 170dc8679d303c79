// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.fewshot;

import dev.sluice.models.mesa.Contender;
import dev.sluice.models.mesa.Learners;
import dev.sluice.models.mesa.LeastSquares;
import dev.sluice.models.mesa.LossTable;
import dev.sluice.models.mesa.Regression;
import dev.sluice.models.mesa.SequenceState;
import dev.sluice.models.mesa.solve.ExactRidge;
import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.models.mesa.task.SimulatedSequence;
import dev.sluice.models.mesa.trained.SequenceModel;
import dev.sluice.models.mesa.trained.TokenForm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Few-shot regression by models with weights, and by algorithms on the same prompts.
 *
 * @param seed of prompts
 * @param prompts to compare on, 2 or more, none of which anything was learned on
 * @param pairs of a prompt
 * @param steps of learning tokens of a prompt
 */
public record FewShotStudy(long seed, int prompts, int pairs, int steps) {
  private static final SequenceTask TASK = SequenceTask.regression();

  /** Numbers of prompts to compare on begin here, beyond those that are learned on. */
  private static final long HELD_OUT = 1L << 41;

  private static final int AT_ONCE = 256;
  private static final double[] RIDGES = {0.001, 0.1, 1};

  /** Checks that there is something to compare on. */
  public FewShotStudy {
    if (prompts < 2 || pairs < 1 || steps < 0) {
      throw new IllegalArgumentException(
          "no study of %d prompts of %d pairs after %d steps".formatted(prompts, pairs, steps));
    }
  }

  /** Entries of a token. */
  public static int observed() {
    return TASK.observed();
  }

  /** Whether a model can be given prompts of a form. */
  public static boolean isDefined(SequenceModel model, PromptForm form) {
    return form != PromptForm.CORRECT || model.architecture().tokens() == TokenForm.CONSTRUCTED;
  }

  /**
   * A model on prompts of a form, whose learned tokens are learned before.
   *
   * @throws IllegalArgumentException where this {@link #isDefined is not defined}
   * @throws ArithmeticException if the model's numbers do not allow it
   */
  public FewShotLosses of(
      SequenceModel model, double[] weights, PromptForm form, PromptTuning.Progress progress) {
    Prompt prompt = new Prompt(form, pairs, TASK.observed());
    double[] learned = new PromptTuning(prompt, TASK, seed, steps).learn(model, weights, progress);
    LossTable table = LossTable.of(1);
    for (int from = 0; from < prompts; from += AT_ONCE) {
      add(table, model, weights, prompt, learned, from);
    }
    return losses(form.label(), table, 0, learned);
  }

  private void add(
      LossTable table,
      SequenceModel model,
      double[] weights,
      Prompt prompt,
      double[] learned,
      int from) {
    int count = Math.min(AT_ONCE, prompts - from);
    double[][][] xy = new double[count][][];
    double[][][] seen = new double[count][][];
    for (int b = 0; b < count; b++) {
      xy[b] = TASK.tokens(seed, HELD_OUT + from + b, 2 * pairs);
      double[][] tokens = prompt.tokens(xy[b], learned);
      seen[b] = Arrays.copyOf(tokens, tokens.length - 1);
    }
    double[][][] predictions = model.predictions(weights, seen, prompt.joined());
    for (int b = 0; b < count; b++) {
      for (int pair = 1; pair <= pairs; pair++) {
        double[] predicted = predictions[b][prompt.place(pair)];
        table.add(pair, new double[] {loss(predicted, xy[b][2 * pair - 1])});
      }
    }
  }

  /**
   * Least squares on all successive pairs, and then on the correct ones alone, with some ridges: of
   * every token the next is predicted, and those of y are told.
   */
  public List<FewShotLosses> algorithms() {
    List<Contender> contenders = new ArrayList<>();
    for (Regression regression :
        List.of(Regression.onLast(), Regression.onLast().ofEverySecond())) {
      for (double ridge : RIDGES) {
        contenders.add(Contender.causal(new LeastSquares(regression, new ExactRidge(ridge))));
      }
    }
    Learners learners = new Learners(TASK.observed(), contenders);
    LossTable table = LossTable.of(contenders.size());
    double[] losses = new double[contenders.size()];
    for (int number = 0; number < prompts; number++) {
      SimulatedSequence sequence = TASK.sequence(seed, HELD_OUT + number);
      SequenceState state = learners.start();
      for (int step = 1; step <= 2 * pairs; step++) {
        learners.observe(state, step, sequence.next(), sequence, losses);
        if (step % 2 == 0) {
          table.add(step / 2, losses);
        }
      }
    }
    List<FewShotLosses> all = new ArrayList<>();
    for (int i = 0; i < contenders.size(); i++) {
      all.add(losses(contenders.get(i).label(), table, i, new double[0]));
    }
    return all;
  }

  private FewShotLosses losses(String label, LossTable table, int learner, double[] learned) {
    double[] means = new double[pairs];
    double[] errors = new double[pairs];
    for (int pair = 1; pair <= pairs; pair++) {
      means[pair - 1] = table.mean(pair, learner);
      errors[pair - 1] = table.standardError(pair, learner);
    }
    return new FewShotLosses(label, means, errors, learned);
  }

  private static double loss(double[] predicted, double[] token) {
    double sum = 0;
    for (int i = 0; i < token.length; i++) {
      sum += (predicted[i] - token[i]) * (predicted[i] - token[i]);
    }
    return sum / 2;
  }
}
