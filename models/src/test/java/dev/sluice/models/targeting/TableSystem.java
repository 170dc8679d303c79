// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;

/** Binary variables by tables that a test writes down, so that every outcome can be enumerated. */
final class TableSystem implements PossibleSystem {
  private final Dag graph;

  /** By variable and the mask of its parents that are 1: the probability of 1. */
  private final double[][] ones;

  TableSystem(Dag graph, double[][] ones) {
    this.graph = graph;
    this.ones = ones;
  }

  @Override
  public Dag graph() {
    return graph;
  }

  @Override
  public double[][] draw(Intervention intervention, Noise noise) {
    double[][] rows = new double[noise.rows()][ones.length];
    for (int r = 0; r < rows.length; r++) {
      for (int node : graph.topologicalOrder()) {
        double uniform = noise.uniforms()[r][node];
        if (intervention.targets().contains(node)) {
          rows[r][node] = intervention.isUniform() ? (int) (2 * uniform) : intervention.value();
        } else {
          rows[r][node] = uniform < probability(node, rows[r]) ? 1 : 0;
        }
      }
    }
    return rows;
  }

  @Override
  public double logDensity(double[] row, VariableSet targets) {
    double sum = 0;
    for (int node = 0; node < ones.length; node++) {
      if (!targets.contains(node)) {
        double one = probability(node, row);
        sum += Math.log(row[node] == 1 ? one : 1 - one);
      }
    }
    return sum;
  }

  private double probability(int node, double[] row) {
    int mask = 0;
    int bit = 0;
    for (int parent : graph.parents(node).members()) {
      mask |= (int) row[parent] << bit++;
    }
    return ones[node][mask];
  }
}
