// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.task;

import dev.sluice.models.random.KeyedRandom;
import dev.sluice.models.random.OrthogonalMatrix;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * A sequence and the truth behind it, which oracles may know. Its tokens come one by one; each is a
 * function of task, seed, number of the sequence and step. Mutable, not thread-safe.
 */
public final class SimulatedSequence {
  private final SequenceTask task;
  private final long seed;
  private final long number;
  private final double[][] transition;
  private final double[][] emission;
  private final FeatureMap features;

  private long step;
  private double[] state;

  SimulatedSequence(SequenceTask task, long seed, long number) {
    this.task = task;
    this.seed = seed;
    this.number = number;
    transition = drawTransition();
    emission = drawEmission();
    features =
        task.dynamics() == SequenceTask.Dynamics.NETWORK
            ? FeatureMap.draw(task.hidden(), seed)
            : null;
  }

  /** The law that it is drawn from. */
  public SequenceTask task() {
    return task;
  }

  /** The true W, hidden x hidden: a copy. */
  public double[][] transition() {
    return copy(transition);
  }

  /** The true C, observed x hidden: a copy. */
  public double[][] emission() {
    return copy(emission);
  }

  /** The true f of a state: itself, but in the nonlinear task. Never the array given. */
  public double[] features(double[] ofState) {
    return features == null ? ofState.clone() : features.apply(ofState);
  }

  /** The number of tokens that have come. */
  public long step() {
    return step;
  }

  /** The next token, in an array of the caller's own. */
  public double[] next() {
    step++;
    UniformRandomProvider random = KeyedRandom.of(seed, purpose("step"), number, step);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    if (step == 1 || (task.dynamics() == SequenceTask.Dynamics.PAIRS && step % 2 == 1)) {
      state = new double[task.hidden()];
      for (int i = 0; i < state.length; i++) {
        state[i] = task.start() * (2 * random.nextDouble() - 1);
      }
    } else {
      state = product(transition, features(state));
      for (int i = 0; i < state.length; i++) {
        double noisy = state[i] + task.stateNoise() * normal.sample();
        state[i] = Math.max(-task.clip(), Math.min(task.clip(), noisy));
      }
    }
    double[] token = task.mixing() == 0 ? state.clone() : product(emission, state);
    for (int i = 0; i < token.length && task.tokenNoise() > 0; i++) {
      token[i] += task.tokenNoise() * normal.sample();
    }
    return token;
  }

  private String purpose(String use) {
    return "mesa " + task.name() + " " + use;
  }

  private double[][] drawTransition() {
    int n = task.hidden();
    return switch (task.dynamics()) {
      case SHARED -> OrthogonalMatrix.draw(n, n, 1, KeyedRandom.of(seed, purpose("transition")));
      case CONTRACTING ->
          ContractingMatrix.draw(n, KeyedRandom.of(seed, purpose("transition"), number));
      case ORTHOGONAL, NETWORK, PAIRS ->
          OrthogonalMatrix.draw(n, n, 1, KeyedRandom.of(seed, purpose("transition"), number));
    };
  }

  private double[][] drawEmission() {
    if (task.mixing() > 0) {
      return gaussian(
          task.observed(),
          task.hidden(),
          task.mixing(),
          ZigguratSampler.NormalizedGaussian.of(KeyedRandom.of(seed, purpose("emission"), number)));
    }
    double[][] identity = new double[task.hidden()][task.hidden()];
    for (int i = 0; i < identity.length; i++) {
      identity[i][i] = 1;
    }
    return identity;
  }

  static double[][] gaussian(
      int rows, int columns, double gain, ZigguratSampler.NormalizedGaussian normal) {
    double[][] matrix = new double[rows][columns];
    for (double[] row : matrix) {
      for (int j = 0; j < columns; j++) {
        row[j] = gain * normal.sample();
      }
    }
    return matrix;
  }

  static double[] product(double[][] matrix, double[] vector) {
    double[] product = new double[matrix.length];
    for (int i = 0; i < product.length; i++) {
      for (int j = 0; j < vector.length; j++) {
        product[i] += matrix[i][j] * vector[j];
      }
    }
    return product;
  }

  private static double[][] copy(double[][] matrix) {
    double[][] copy = matrix.clone();
    for (int i = 0; i < copy.length; i++) {
      copy[i] = matrix[i].clone();
    }
    return copy;
  }
}
