// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.study;

import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.models.mesa.trained.Recipe;
import dev.sluice.models.mesa.trained.SequenceModel;
import dev.sluice.models.mesa.trained.SequenceTraining;
import dev.sluice.models.mesa.trained.TrainingState;
import dev.sluice.models.mesa.trained.TrainingStep;
import dev.sluice.models.mesa.trained.Workers;
import java.util.Arrays;
import java.util.List;

/**
 * The training of one model on the sequences of a task, each seen once: a batch is a function of
 * the version of the weights that it is for, so that training can go on from any state.
 *
 * @param length predictions of a sequence, which has one token more
 * @param seed of initial weights and of sequences
 */
public record TrainingStudy(Recipe recipe, SequenceTask task, int length, long seed) {
  /** Numbers of test sequences begin here, far beyond all that are trained on. */
  private static final long TEST = 1L << 40;

  private static final int TEST_BATCH = 256;
  private static final int DRAWN_AT_ONCE = 32;

  /** Called after each step. */
  public interface Progress {
    /** What the step gave. */
    void after(TrainingStep step);
  }

  /** Before the first step. */
  public TrainingState initial() {
    return recipe.training().initial(seed);
  }

  /** Trains from a state until a version: to the same bits, however many threads there are. */
  public TrainingState train(TrainingState from, long version, Workers workers, Progress progress) {
    SequenceTraining training = recipe.training();
    TrainingState state = from;
    while (state.version() < version) {
      TrainingStep step =
          training.step(
              state, sequences(state.version() * recipe.batch(), recipe.batch(), workers), workers);
      progress.after(step);
      state = step.state();
    }
    return state;
  }

  /**
   * Mean losses on sequences that nobody was trained on.
   *
   * @return by prediction, the first after one token
   */
  public double[] test(double[] weights, int sequences) {
    SequenceModel model = recipe.training().model();
    double[] losses = new double[length];
    for (int from = 0; from < sequences; from += TEST_BATCH) {
      int count = Math.min(TEST_BATCH, sequences - from);
      double[][][] tokens = sequences(TEST + from, count, Workers.NONE);
      double[][][] predictions = model.predictions(weights, tokens);
      for (int b = 0; b < count; b++) {
        for (int t = 0; t < length; t++) {
          losses[t] += loss(predictions[b][t], tokens[b][t + 1]) / sequences;
        }
      }
    }
    return losses;
  }

  private static double loss(double[] predicted, double[] token) {
    double sum = 0;
    for (int i = 0; i < token.length; i++) {
      sum += (predicted[i] - token[i]) * (predicted[i] - token[i]);
    }
    return sum / 2;
  }

  private double[][][] sequences(long first, int count, Workers workers) {
    int parts = (count + DRAWN_AT_ONCE - 1) / DRAWN_AT_ONCE;
    double[][][] sequences = new double[count][][];
    List<double[][][]> drawn =
        workers.all(
            parts,
            part -> {
              int from = part * DRAWN_AT_ONCE;
              double[][][] some = new double[Math.min(DRAWN_AT_ONCE, count - from)][][];
              Arrays.setAll(some, b -> task.tokens(seed, first + from + b, length + 1));
              return some;
            });
    int from = 0;
    for (double[][][] some : drawn) {
      System.arraycopy(some, 0, sequences, from, some.length);
      from += some.length;
    }
    return sequences;
  }
}
