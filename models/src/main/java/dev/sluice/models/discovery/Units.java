// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery;

import java.util.Arrays;

/**
 * The origin and scale in which networks see continuous variables: mean and standard deviation of
 * the observations, so that what networks learn depends on neither unit nor origin.
 *
 * <p>They are kept, as networks have learned in them. While there are few observations they are
 * measured anew whenever those have doubled, and those of a variable that was constant as soon as
 * it varies: to a network it was always 0. They are 2 N + 1 doubles of {@link LearnerState#graph}:
 * origins, scales (0 of a variable that never varied), and of how many observations they are.
 */
public final class Units {
  /** So many observations tell a standard deviation to some 2 %. */
  private static final int ENOUGH = 1000;

  private final int n;
  private final int first;
  private final double[] graph;

  /** Those that begin at {@code first} in {@link LearnerState#graph}. */
  public Units(int variables, int first, LearnerState state) {
    n = variables;
    this.first = first;
    graph = state.graph();
  }

  /** Doubles that they take. */
  public static int size(int variables) {
    return 2 * variables + 1;
  }

  /**
   * Takes the units of observations, unless those that are kept hold.
   *
   * @param draws at least one
   */
  public void measure(double[][] draws) {
    double measured = graph[first + 2 * n];
    boolean anew = measured < ENOUGH && draws.length >= 2 * measured;
    for (int i = 0; i < n; i++) {
      if (anew || graph[first + n + i] == 0) {
        measure(draws, i);
      }
    }
    if (anew) {
      graph[first + 2 * n] = draws.length;
    }
  }

  /**
   * About the first value and in units of the greatest distance from it: exact for a constant, and
   * for offsets and scales of any size.
   */
  private void measure(double[][] draws, int i) {
    double about = draws[0][i];
    double unit = 0;
    for (double[] draw : draws) {
      unit = Math.max(unit, Math.abs(draw[i] - about));
    }
    double sum = 0;
    double squares = 0;
    if (unit > 0) {
      for (double[] draw : draws) {
        sum += (draw[i] - about) / unit;
      }
      double mean = sum / draws.length;
      for (double[] draw : draws) {
        double distance = (draw[i] - about) / unit - mean;
        squares += distance * distance;
      }
    }
    graph[first + i] = about + unit * (sum / draws.length);
    graph[first + n + i] = unit * Math.sqrt(squares / draws.length);
  }

  /** By variable; 0 before there was an observation. */
  public double[] origin() {
    return Arrays.copyOfRange(graph, first, first + n);
  }

  /** By variable, above 0: that of a variable which never varied is its own. */
  public double[] scale() {
    double[] scale = Arrays.copyOfRange(graph, first + n, first + 2 * n);
    for (int i = 0; i < n; i++) {
      scale[i] = scale[i] > 0 ? scale[i] : 1;
    }
    return scale;
  }
}
