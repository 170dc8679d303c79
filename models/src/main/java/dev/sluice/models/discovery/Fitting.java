// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery;

import dev.sluice.models.neural.conditional.FloatAdam;
import dev.sluice.models.neural.conditional.NetworkPass;
import dev.sluice.models.neural.conditional.Rows;
import java.util.Arrays;

/** Steps of networks towards the distribution of draws, with sets of parents drawn from beliefs. */
public final class Fitting {
  private final int n;
  private final NetworkPass pass;
  private final FloatAdam adam;
  private final float[] gradient;

  /** Of so many variables and weights; {@code pass} has room for a batch. */
  public Fitting(int variables, int weights, NetworkPass pass, FloatAdam adam) {
    n = variables;
    this.pass = pass;
    this.adam = adam;
    gradient = new float[weights];
  }

  /**
   * One step at the full rate.
   *
   * @param sample a set of parents for each draw of the batch and variable
   * @param step number of this step, from 1
   * @return mean loss per draw and variable, before the step
   */
  public double step(LearnerState state, Rows rows, int[] draws, GraphSample sample, long step) {
    return step(state, rows, draws, sample, step, 1);
  }

  /**
   * One step.
   *
   * @param share of the rate
   */
  public double step(
      LearnerState state, Rows rows, int[] draws, GraphSample sample, long step, double share) {
    Arrays.fill(gradient, 0);
    float weight = 1f / (draws.length * n);
    double loss = 0;
    long[] masks = new long[draws.length * sample.words()];
    for (int j = 0; j < n; j++) {
      for (int b = 0; b < draws.length; b++) {
        System.arraycopy(
            sample.masks(), sample.place(b, j), masks, b * sample.words(), sample.words());
      }
      pass.load(state.weights(), j, rows, draws);
      pass.sumParents(masks, sample.words());
      loss += pass.learn(gradient, weight);
    }
    adam.slowed(share).step(step, state.weights(), gradient, state.first(), state.second());
    return loss / (draws.length * n);
  }
}
