// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.score.Detail;
import dev.sluice.models.posterior.score.Evidence;
import dev.sluice.models.posterior.score.ParentSets;
import dev.sluice.models.posterior.score.RegimeGroup;
import dev.sluice.models.posterior.score.SufficientStatistics;

/**
 * How much memory one computation holds at its peak, from the sizes of its tables. A table by
 * {@link ParentSets#index} has 2^(d-1) numbers of 8 bytes, or of 16 if scaled; one by set of nodes
 * has twice as many. The tables of {@link Evidence}, at most one by set of nodes for each node, are
 * gone before the scaled ones are made, which are as large.
 */
final class MemoryNeed {
  /**
   * What a collector that gives a large table whole regions may add to it: G1 rounds the 2^k
   * numbers and their header up, in the worst case to twice the size.
   */
  private static final int REGIONS = 2;

  /** All graphs of five nodes, dense counts and whatever else does not grow. */
  private static final long FIXED = 4L << 20;

  /** Hash tables at most half full, tables of counts, numbers of cells: in cells per cell seen. */
  private static final int HASHED = 8;

  private MemoryNeed() {}

  static long bytes(Domain domain, SufficientStatistics statistics, Method method, int threads) {
    int dimension = domain.dimension();
    statistics.checkDimension(dimension);
    long parentSets = 1L << (dimension - 1);
    long tables = parentSets * bytesPerParentSet(method, dimension, threads);
    return FIXED * threads + REGIONS * tables + ofData(domain, statistics, threads);
  }

  private static long ofData(Domain domain, SufficientStatistics statistics, int threads) {
    if (!domain.isCategorical()) {
      return 0;
    }
    if (statistics.detail == Detail.FAMILIES) {
      return statistics.bytes; // a copy
    }
    long regimes = cells(statistics, statistics.categorical.keySet());
    long cells = excludedCells(statistics) + threads * regimes;
    return bytesPerCell(domain) * (domain.dimension() + HASHED) * cells;
  }

  /** Of the scores of a slice alone: of each node scores, of each of its groups evidence. */
  static long scoreBytes(Domain domain, SufficientStatistics statistics, int slices) {
    int dimension = domain.dimension();
    statistics.checkDimension(dimension);
    long groups = 1L + (dimension - 1) / slices;
    long tables = (1L << (dimension - 1)) * (8L * dimension + 16 * groups);
    return FIXED + REGIONS * tables + ofData(domain, statistics, 1);
  }

  /**
   * What effects add while the tables stay. With {@link Method#EXACT} of one parent set: weights,
   * rest and their sums (64), what reaches each node (4), and of each outcome the part of a mixture
   * while its list grows (26 twice and half, 12 more). With {@link Method#ORDER_EXACT} the same of
   * each graph, and the graphs. Of configurations: their records.
   *
   * @param outcomes most of one cause
   */
  static long effectBytes(
      Domain domain, SufficientStatistics statistics, Method method, long outcomes) {
    int dimension = domain.dimension();
    long perSet = 64 + 4L * dimension + (domain.isCategorical() ? 0 : 77 * outcomes);
    long tables =
        switch (method) {
          case EXACT -> (1L << (dimension - 1)) * perSet;
          case ORDER_EXACT ->
              OrderModularDraws.GRAPHS * perSet + OrderModularDraws.bytes(dimension);
          default -> 0;
        };
    long records = domain.isCategorical() ? cells(statistics, statistics.categorical.keySet()) : 0;
    return FIXED + REGIONS * tables + records * (4L * dimension + 128);
  }

  /** Of one configuration for one variable: its words and its count, or its record there. */
  private static long bytesPerCell(Domain domain) {
    return (long) Long.BYTES * domain.configurationWords() + Double.BYTES;
  }

  private static long bytesPerParentSet(Method method, int dimension, int threads) {
    return switch (method) {
      // of each node: scores; evidence
      case ENUMERATION -> 8 * dimension + 16 * threads;
      // of each node: scores, sums, rests (40 in all); alpha and beta (32 each); of each thread:
      // the terms of one set (17), or weights and shares of one node (24)
      case EXACT -> 40 * dimension + 64 + 24 * threads;
      // of each node: scores, sums (24 in all); alpha and beta (32 each); of each thread: rest,
      // weights and shares of one node (40)
      case ORDER_EXACT -> 24 * dimension + 64 + 40 * threads;
      case MCMC, VCN -> throw new IllegalArgumentException("no exact method: " + method);
    };
  }

  /** Configurations of each group of nodes that were their targets. */
  private static long excludedCells(SufficientStatistics statistics) {
    long cells = 0;
    for (RegimeGroup group : RegimeGroup.of(statistics)) {
      cells += cells(statistics, group.excluded());
    }
    return cells;
  }

  private static long cells(SufficientStatistics statistics, Iterable<VariableSet> regimes) {
    long cells = 0;
    for (VariableSet targets : regimes) {
      cells += statistics.categorical.get(targets).size;
    }
    return cells;
  }
}
