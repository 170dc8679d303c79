// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting.neural;

import dev.sluice.models.discovery.Training;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.targeting.Intervention;
import dev.sluice.models.targeting.Noise;
import dev.sluice.models.targeting.PossibleSystem;

/** A possible system whose mechanisms are networks. */
final class LearnedSystem implements PossibleSystem {
  private final Dag graph;
  private final int[] order;
  private final LearnedMechanisms mechanisms;

  LearnedSystem(Dag graph, LearnedMechanisms mechanisms) {
    this.graph = graph;
    this.mechanisms = mechanisms;
    order = graph.topologicalOrder();
  }

  @Override
  public Dag graph() {
    return graph;
  }

  /**
   * By ancestral sampling.
   *
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  @Override
  public double[][] draw(Intervention intervention, Noise noise) {
    Training.requireUninterrupted();
    boolean categorical = mechanisms.domain().isCategorical();
    if (intervention.isUniform() && !categorical) {
      throw new IllegalArgumentException("value: continuous targets need one");
    }
    double[][] draws = new double[noise.rows()][order.length];
    double[] chance = new double[draws.length];
    for (int node : order) {
      double[][] source = categorical ? noise.uniforms() : noise.normals();
      for (int r = 0; r < draws.length; r++) {
        chance[r] = source[r][node];
      }
      if (intervention.targets().contains(node)) {
        set(node, intervention, draws, chance);
      } else {
        mechanisms.draw(node, graph.parents(node), draws, chance);
      }
    }
    return draws;
  }

  private void set(int node, Intervention intervention, double[][] draws, double[] chance) {
    int categories = intervention.isUniform() ? mechanisms.domain().categories()[node] : 0;
    for (int r = 0; r < draws.length; r++) {
      draws[r][node] =
          intervention.isUniform() ? (int) (chance[r] * categories) : intervention.value();
    }
  }

  @Override
  public double logDensity(double[] row, VariableSet targets) {
    return logDensities(new double[][] {row}, targets)[0];
  }

  @Override
  public double[] logDensities(double[][] rows, VariableSet targets) {
    Training.requireUninterrupted();
    double[] sums = new double[rows.length];
    for (int node : order) {
      if (!targets.contains(node)) {
        double[] logs = mechanisms.logDensities(node, graph.parents(node), rows);
        for (int r = 0; r < sums.length; r++) {
          sums[r] += logs[r];
        }
      }
    }
    return sums;
  }
}
