// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting.exact;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.score.GaussianMechanism.Regression;
import dev.sluice.models.targeting.Intervention;
import dev.sluice.models.targeting.Noise;
import dev.sluice.models.targeting.PossibleSystem;

/** A possible system of linear-Gaussian mechanisms. */
final class GaussianSystem implements PossibleSystem {
  private static final double LN_2_PI = Math.log(2 * Math.PI);

  private final Dag graph;
  private final int[] order;
  private final int[][] parents;
  private final Regression[] regressions;
  private final double[] deviations;

  /** ln of the density at the mean, by variable. */
  private final double[] logHighest;

  GaussianSystem(Dag graph, Regression[] regressions) {
    this.graph = graph;
    this.regressions = regressions;
    order = graph.topologicalOrder();
    parents = new int[order.length][];
    deviations = new double[order.length];
    logHighest = new double[order.length];
    for (int node = 0; node < order.length; node++) {
      parents[node] = graph.parents(node).members();
      deviations[node] = Math.sqrt(regressions[node].variance());
      logHighest[node] = -0.5 * LN_2_PI - Math.log(deviations[node]);
    }
  }

  @Override
  public Dag graph() {
    return graph;
  }

  @Override
  public double[][] draw(Intervention intervention, Noise noise) {
    if (intervention.isUniform()) {
      throw new IllegalArgumentException("value: continuous targets need one");
    }
    double[][] rows = new double[noise.rows()][order.length];
    for (int r = 0; r < rows.length; r++) {
      for (int node : order) {
        rows[r][node] =
            intervention.targets().contains(node)
                ? intervention.value()
                : mean(node, rows[r]) + deviations[node] * noise.normals()[r][node];
      }
    }
    return rows;
  }

  @Override
  public double logDensity(double[] row, VariableSet targets) {
    double sum = 0;
    for (int node : order) {
      if (!targets.contains(node)) {
        double rest = (row[node] - mean(node, row)) / deviations[node];
        sum += logHighest[node] - 0.5 * rest * rest;
      }
    }
    return sum;
  }

  private double mean(int node, double[] row) {
    double mean = regressions[node].intercept();
    double[] weights = regressions[node].weights();
    for (int i = 0; i < weights.length; i++) {
      mean += weights[i] * row[parents[node][i]];
    }
    return mean;
  }
}
