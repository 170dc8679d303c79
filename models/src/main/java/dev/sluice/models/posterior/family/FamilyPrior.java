// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.family;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.prior.GraphPrior;

/** ln of the prior weight of a node's parents, read out for quick use. */
public final class FamilyPrior {
  private final double[] logWeightsBySize;
  private final int maxParents;
  private final VariableSet[] required;

  /** The node itself is among them. */
  private final VariableSet[] forbidden;

  /** By node, then by parent. */
  private final double[][] logOdds;

  /** Reads a prior. */
  public FamilyPrior(GraphPrior prior) {
    logWeightsBySize = prior.logWeightsBySize();
    maxParents = prior.maxParents();
    required = prior.requiredParents();
    forbidden = prior.forbiddenParents();
    logOdds = new double[required.length][];
    for (int node = 0; node < required.length; node++) {
      logOdds[node] = prior.logOddsInto(node);
      forbidden[node] = forbidden[node].union(VariableSet.of(node));
    }
  }

  /** The number of nodes d. */
  public int nodes() {
    return required.length;
  }

  /** The most parents that a node may have. */
  public int maxParents() {
    return maxParents;
  }

  /** -infinity where the prior excludes the parents. */
  public double logWeight(int node, VariableSet parents) {
    int missing = required[node].size() - required[node].intersection(parents).size();
    int excess = forbidden[node].intersection(parents).size();
    double logWeight = logWeight(missing, excess, parents.size());
    for (int parent : parents.members()) {
      logWeight += logOdds[node][parent];
    }
    return logWeight;
  }

  /** By variable, the same of the parents with it, if it is none, and else without it. */
  public double[] toggled(int node, VariableSet parents) {
    int missing = required[node].size() - required[node].intersection(parents).size();
    int excess = forbidden[node].intersection(parents).size();
    int size = parents.size();
    double odds = 0;
    for (int parent : parents.members()) {
      odds += logOdds[node][parent];
    }
    double[] toggled = new double[required.length];
    for (int other = 0; other < toggled.length; other++) {
      int change = parents.contains(other) ? -1 : 1;
      toggled[other] =
          logWeight(
                  missing - (required[node].contains(other) ? change : 0),
                  excess + (forbidden[node].contains(other) ? change : 0),
                  size + change)
              + (odds + change * logOdds[node][other]);
    }
    return toggled;
  }

  private double logWeight(int missing, int excess, int size) {
    return missing > 0 || excess > 0 || size >= logWeightsBySize.length
        ? Double.NEGATIVE_INFINITY
        : logWeightsBySize[size];
  }
}
