// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.vcn;

import dev.sluice.models.graph.Dag;
import dev.sluice.models.statistics.LogSum;

/** Computes a {@link GibbsComparison}: visits every directed graph. */
final class Comparison {
  private Comparison() {}

  /**
   * Compares.
   *
   * @param tree of the network, with parameters that it is to use
   * @param weight of cycles
   */
  static GibbsComparison of(PrefixTree tree, Gibbs gibbs, double weight) {
    tree.enumerate();
    double[] logs = new double[tree.leaves()];
    for (int leaf = 0; leaf < logs.length; leaf++) {
      long[] parents = tree.parents(leaf);
      logs[leaf] = gibbs.logWeight(parents) - weight * gibbs.cycles(parents);
    }
    double logEvidence = LogSum.of(logs);
    double squares = 0;
    double elbo = 0;
    double cyclicMass = 0;
    for (int leaf = 0; leaf < logs.length; leaf++) {
      double logProbability = tree.logProbability(leaf);
      double probability = Math.exp(logProbability);
      double root = Math.exp((logs[leaf] - logEvidence) / 2) - Math.exp(logProbability / 2);
      squares += root * root;
      elbo += probability * (logs[leaf] - logProbability);
      cyclicMass += Dag.isAcyclic(tree.parents(leaf)) ? 0 : probability;
    }
    return new GibbsComparison(Math.sqrt(squares / 2), elbo, logEvidence, cyclicMass);
  }
}
