// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.enco;

import dev.sluice.models.discovery.LearnerState;

/**
 * Adam on theta in which each entry has a count of steps and moments of its own, which change only
 * where the entry takes part in a step (Lippe et al., appendix; the authors' AdamTheta). Entries
 * move in pairs, so that theta stays antisymmetric.
 */
final class OrientationAdam {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final int n;
  private final double[] graph;
  private final double rate;

  OrientationAdam(int variables, LearnerState state, double rate) {
    n = variables;
    graph = state.graph();
    this.rate = rate;
  }

  /**
   * One step against the gradient.
   *
   * @param gradient in theta, N x N, antisymmetric
   * @param share of the step that an entry takes, N x N, symmetric; 0 leaves all of it as it is
   */
  void step(double[] gradient, double[] share) {
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double part = share[i * n + j];
        if (part > 0) {
          double move = part * move(i * n + j, gradient[i * n + j]);
          graph[EncoBlock.THETA.first(n) + i * n + j] += move;
          graph[EncoBlock.THETA.first(n) + j * n + i] -= move;
        }
      }
    }
  }

  /** By the moments of the upper entry alone: those of the lower are their mirror image. */
  private double move(int edge, double gradient) {
    int steps = EncoBlock.THETA_STEPS.first(n) + edge;
    int first = EncoBlock.THETA_FIRST.first(n) + edge;
    int second = EncoBlock.THETA_SECOND.first(n) + edge;
    graph[steps]++;
    graph[first] = BETA1 * graph[first] + (1 - BETA1) * gradient;
    graph[second] = BETA2 * graph[second] + (1 - BETA2) * gradient * gradient;
    double mean = graph[first] / (1 - StrictMath.pow(BETA1, graph[steps]));
    double square = graph[second] / (1 - StrictMath.pow(BETA2, graph[steps]));
    return -rate * mean / (Math.sqrt(square) + EPSILON);
  }
}
