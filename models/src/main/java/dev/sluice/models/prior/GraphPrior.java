// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.prior;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;

/**
 * The prior weight of a graph, a product over its nodes and their parent sets; not normalised.
 *
 * @param kind how parent sets of different sizes are weighted
 * @param edgePenalty nats per edge: the weight is multiplied by exp(-penalty) for each edge
 * @param requiredParents by node, the parents it must have
 * @param forbiddenParents by node, the parents it must not have
 * @param logOdds ln of what the weight is multiplied by for the edge i->j, at i d + j; empty if
 *     nothing is
 * @param maxParents the most parents that a node may have
 */
public record GraphPrior(
    Kind kind,
    double edgePenalty,
    VariableSet[] requiredParents,
    VariableSet[] forbiddenParents,
    double[] logOdds,
    int maxParents) {

  /** How parent sets of different sizes are weighted. */
  public enum Kind {
    /** Every graph weighs the same. */
    UNIFORM,
    /** Every number of parents weighs the same: a set of l parents 1/C(d-1, l). */
    FAIR
  }

  /**
   * Copies the arrays. The graph of the required edges is admissible, so some graph always is.
   *
   * @throws IllegalArgumentException if no graph can meet the constraints
   */
  public GraphPrior {
    if (!Double.isFinite(edgePenalty)) {
      throw new IllegalArgumentException("edgePenalty must be finite: " + edgePenalty);
    }
    if (requiredParents.length != forbiddenParents.length) {
      throw new IllegalArgumentException(
          "required parents of %d nodes, forbidden parents of %d"
              .formatted(requiredParents.length, forbiddenParents.length));
    }
    checkLogOdds(logOdds, requiredParents.length);
    if (maxParents < 0) {
      throw new IllegalArgumentException("maxParents must not be negative: " + maxParents);
    }
    logOdds = logOdds.clone();
    requiredParents = requiredParents.clone();
    forbiddenParents = forbiddenParents.clone();
    for (int node = 0; node < requiredParents.length; node++) {
      VariableSet both = requiredParents[node].intersection(forbiddenParents[node]);
      if (!both.isEmpty()) {
        throw new IllegalArgumentException(
            "edge %d->%d is both required and forbidden".formatted(both.members()[0], node));
      }
      if (requiredParents[node].size() > maxParents) {
        throw new IllegalArgumentException(
            "%d parents of node %d are required, at most %d (maxParents) are allowed"
                .formatted(requiredParents[node].size(), node, maxParents));
      }
    }
    checkAcyclic(requiredParents);
  }

  /** No edge is favoured. */
  public GraphPrior(
      Kind kind,
      double edgePenalty,
      VariableSet[] requiredParents,
      VariableSet[] forbiddenParents) {
    this(kind, edgePenalty, requiredParents, forbiddenParents, new double[0]);
  }

  /** A node may have any number of parents. */
  public GraphPrior(
      Kind kind,
      double edgePenalty,
      VariableSet[] requiredParents,
      VariableSet[] forbiddenParents,
      double[] logOdds) {
    this(
        kind,
        edgePenalty,
        requiredParents,
        forbiddenParents,
        logOdds,
        Math.max(0, requiredParents.length - 1));
  }

  /** Every graph over {@code dimension} nodes weighs 1. */
  public static GraphPrior uniform(int dimension) {
    return unconstrained(Kind.UNIFORM, dimension);
  }

  /** Every number of parents of a node weighs the same. */
  public static GraphPrior fair(int dimension) {
    return unconstrained(Kind.FAIR, dimension);
  }

  /** By node, the parents it must have (a copy). */
  @Override
  public VariableSet[] requiredParents() {
    return requiredParents.clone();
  }

  /** By node, the parents it must not have (a copy). */
  @Override
  public VariableSet[] forbiddenParents() {
    return forbiddenParents.clone();
  }

  /** ln of what the weight is multiplied by for each edge (a copy); empty if nothing is. */
  @Override
  public double[] logOdds() {
    return logOdds.clone();
  }

  /** By parent: ln of what the weight is multiplied by for the edge into {@code node}. */
  public double[] logOddsInto(int node) {
    double[] into = new double[dimension()];
    for (int parent = 0; parent < into.length && logOdds.length > 0; parent++) {
      into[parent] = logOdds[parent * into.length + node];
    }
    return into;
  }

  /** The number of nodes. */
  public int dimension() {
    return requiredParents.length;
  }

  /** The same prior where a node may have at most so many parents. */
  public GraphPrior withMaxParents(int most) {
    return new GraphPrior(kind, edgePenalty, requiredParents, forbiddenParents, logOdds, most);
  }

  /** ln of the weight of each number of parents 0..d-1; -infinity for more than may be. */
  public double[] logWeightsBySize() {
    double[] logWeights = new double[dimension()];
    double logBinomial = 0;
    for (int size = 0; size < logWeights.length; size++) {
      logWeights[size] =
          size > maxParents
              ? Double.NEGATIVE_INFINITY
              : -edgePenalty * size - (kind == Kind.FAIR ? logBinomial : 0);
      // C(n, l+1) = C(n, l) (n-l)/(l+1) for n = d-1
      logBinomial += Math.log((dimension() - 1.0 - size) / (size + 1));
    }
    return logWeights;
  }

  private static GraphPrior unconstrained(Kind kind, int dimension) {
    VariableSet[] none = VariableSet.noneOf(dimension);
    return new GraphPrior(kind, 0, none, none);
  }

  private static void checkLogOdds(double[] logOdds, int dimension) {
    if (logOdds.length != 0 && logOdds.length != dimension * dimension) {
      throw new IllegalArgumentException(
          "%d odds of edges between %d nodes".formatted(logOdds.length, dimension));
    }
    for (int edge = 0; edge < logOdds.length; edge++) {
      if (!Double.isFinite(logOdds[edge])) {
        throw new IllegalArgumentException(
            "ln of the odds of edge %d->%d must be finite: %s"
                .formatted(edge / dimension, edge % dimension, logOdds[edge]));
      }
    }
  }

  private static void checkAcyclic(VariableSet[] requiredParents) {
    try {
      Dag.ofParents(requiredParents);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("required edges: " + e.getMessage(), e);
    }
  }
}
