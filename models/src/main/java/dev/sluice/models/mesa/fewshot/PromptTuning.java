// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.fewshot;

import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.models.mesa.trained.AdamW;
import dev.sluice.models.mesa.trained.LearningRate;
import dev.sluice.models.mesa.trained.SequenceModel;
import dev.sluice.models.mesa.trained.TokenGradient;
import dev.sluice.models.mesa.trained.TrainingState;
import dev.sluice.models.mesa.trained.Workers;
import dev.sluice.models.random.KeyedRandom;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Learns the tokens of a prompt that are to be learned, so that the mean loss of all y falls, while
 * the weights of the model stay as they are. A function of all that it is given.
 *
 * @param task whose sequences are pairs
 * @param seed of the first learned tokens and of prompts
 * @param steps of AdamW without decay, each on {@value #BATCH} prompts of its own
 */
public record PromptTuning(Prompt prompt, SequenceTask task, long seed, int steps) {
  static final int BATCH = 64;
  static final double NEAR = 0.1;
  private static final double RATE = 0.03;
  private static final double LAST_RATE = 0.001;

  /** Called after each step. */
  public interface Progress {
    /** One more step. */
    void step();
  }

  /**
   * The learned entries before the first step: of EOS uniform within {@value #NEAR}, of the prefix
   * within 1, as those of x are. EOS begins near 0, which says nothing: least squares has its best
   * EOS there, and a ring of worse ones around it, beyond which learning would stay.
   */
  public double[] initial() {
    UniformRandomProvider random = KeyedRandom.of(seed, "learned prompt " + prompt.form().label());
    double[] initial = new double[prompt.learnedEntries()];
    Arrays.setAll(initial, i -> (i < prompt.observed() ? NEAR : 1) * (2 * random.nextDouble() - 1));
    return initial;
  }

  /**
   * Learns them; none if there are none in this form.
   *
   * @throws ArithmeticException if the model's numbers do not allow it
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  public double[] learn(SequenceModel model, double[] weights, Progress progress) {
    TrainingState state = TrainingState.of(initial());
    AdamW optimiser = new AdamW(new LearningRate(RATE, 0, Math.max(1, steps), LAST_RATE), 0, 1);
    while (prompt.form().learned() && state.version() < steps) {
      TokenGradient loss =
          model.tokenGradient(
              weights, batch(state.version(), state.weights()), prompt.scored(), Workers.NONE);
      state = optimiser.step(state, prompt.gradient(loss.gradient()));
      progress.step();
    }
    return state.weights();
  }

  private double[][][] batch(long step, double[] learned) {
    double[][][] batch = new double[BATCH][][];
    for (int b = 0; b < BATCH; b++) {
      double[][] xy = task.tokens(seed, step * BATCH + b, 2 * prompt.pairs());
      batch[b] = prompt.tokens(xy, learned);
    }
    return batch;
  }
}
