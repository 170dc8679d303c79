// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.trained;

/**
 * Products between the tokens of a sequence and those up to them, which all kinds of attention and
 * their gradients are made of. A matrix over steps holds (t, u) at t times the steps plus u, and
 * nothing where u is after t.
 */
final class CausalProducts {
  private CausalProducts() {}

  /** Of each vector x_t with each y_u up to it. */
  static double[][] scores(Lanes x, Lanes y) {
    int steps = x.steps();
    double[][] scores = new double[steps * steps][];
    for (int t = 0; t < steps; t++) {
      for (int u = 0; u <= t; u++) {
        double[] score = new double[x.width()];
        Lanes.dot(score, x.rows(), t, steps, y.rows(), u, steps, x.features());
        scores[t * steps + u] = score;
      }
    }
    return scores;
  }

  /** Adds to each output o_t the sum of scores (t, u) times v_u up to it. */
  static void mix(double[][] scores, Lanes values, Lanes output) {
    int steps = values.steps();
    for (int t = 0; t < steps; t++) {
      for (int f = 0; f < values.features(); f++) {
        Lanes.dot(output.row(f, t), scores, t * steps, 1, values.rows(), f * steps, 1, t + 1);
      }
    }
  }

  /** Adds to each o_u the sum of scores (t, u) times x_t from it on. */
  static void mixBack(double[][] scores, Lanes x, Lanes output) {
    int steps = x.steps();
    for (int u = 0; u < steps; u++) {
      int diagonal = u * steps + u;
      for (int f = 0; f < x.features(); f++) {
        Lanes.dot(output.row(f, u), scores, diagonal, steps, x.rows(), f * steps + u, 1, steps - u);
      }
    }
  }

  /** Multiplies (t, u) by gamma^(t - u). */
  static void forget(double[][] scores, int steps, double gamma) {
    for (int t = 0; gamma != 1 && t < steps; t++) {
      for (int u = 0; u < t; u++) {
        Lanes.scale(scores[t * steps + u], Math.pow(gamma, t - u));
      }
    }
  }
}
