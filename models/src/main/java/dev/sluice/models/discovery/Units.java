// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery;

import java.util.Arrays;

/**
 * The origin and scale in which networks see continuous variables: mean and standard deviation of
 * the observations at the first training, kept from then on, so that what networks learn depends on
 * neither unit nor origin. They are 2 N doubles of {@link LearnerState#graph}: the origins, then
 * the scales, 0 before the first training.
 */
public final class Units {
  private final int n;
  private final int first;
  private final double[] graph;

  public Units(int variables, int first, LearnerState state) {
    n = variables;
    this.first = first;
    graph = state.graph();
  }

  /** Doubles that they take. */
  public static int size(int variables) {
    return 2 * variables;
  }

  /** Takes the draws' units, unless some are kept already. A constant variable keeps its own. */
  public void measure(double[][] draws) {
    if (graph[first + n] != 0) {
      return;
    }
    for (int i = 0; i < n; i++) {
      double origin = mean(draws, i, 0, 1);
      double scale = Math.sqrt(mean(draws, i, origin, 2));
      graph[first + i] = origin;
      graph[first + n + i] = scale > 0 && Double.isFinite(scale) ? scale : 1;
    }
  }

  private static double mean(double[][] draws, int i, double origin, int power) {
    double sum = 0;
    for (double[] draw : draws) {
      double distance = draw[i] - origin;
      sum += (power == 1 ? distance : distance * distance) / draws.length;
    }
    return sum;
  }

  public double[] origin() {
    return Arrays.copyOfRange(graph, first, first + n);
  }

  public double[] scale() {
    return Arrays.copyOfRange(graph, first + n, first + 2 * n);
  }
}
