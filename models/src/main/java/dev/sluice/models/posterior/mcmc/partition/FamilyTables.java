// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc.partition;

import dev.sluice.models.posterior.family.FamilyScores;

/** A {@link FamilyTable} of every node. Immutable, of one version of the data. */
public final class FamilyTables {
  /** The most nodes of which pairs of parents outside the candidates are scored. */
  private static final int MOST_WITH_PAIRS = 64;

  /** A weight and a sum, each a double and an int. */
  private static final int BYTES_PER_SUBSET = 24;

  private final FamilyTable[] tables;

  private FamilyTables(FamilyTable[] tables) {
    this.tables = tables;
  }

  /**
   * Scores the sets of all tables.
   *
   * @param candidates by node its candidates, ascending, at most 20
   * @param outsideSize how many parents a set may have that contains others than candidates; see
   *     {@link #outsideSize}
   */
  public static FamilyTables of(FamilyScores scores, int[][] candidates, int outsideSize) {
    FamilyTable[] tables = new FamilyTable[scores.nodes()];
    for (int node = 0; node < tables.length; node++) {
      tables[node] = new FamilyTable(scores, node, candidates[node], outsideSize);
    }
    return new FamilyTables(tables);
  }

  /** Asks for all scores that a node's table is made of. */
  public static void ask(FamilyScores scores, int node, int[] candidates, int outsideSize) {
    new FamilyTable(scores, node, candidates, outsideSize).logTotal();
  }

  /** The size of sets outside the candidates that is worth its while for so many nodes. */
  public static int outsideSize(int nodes) {
    return nodes <= MOST_WITH_PAIRS ? 2 : 1;
  }

  /** About how many bytes the tables of so many nodes take, each with so many candidates. */
  public static long bytes(int nodes, int candidates, int outsideSize) {
    double sets = 1;
    double ofCandidates = 1;
    double outside = 0;
    for (int size = 1; size <= outsideSize; size++) {
      sets *= Math.max(0, nodes - size) / (double) size;
      ofCandidates *= Math.max(0, candidates - size + 1) / (double) size;
      outside += sets - ofCandidates;
    }
    long perOutside = 2L * Double.BYTES + (long) Short.BYTES * Math.max(1, outsideSize);
    return nodes * ((long) BYTES_PER_SUBSET << candidates) + (long) (nodes * outside * perOutside);
  }

  int nodes() {
    return tables.length;
  }

  FamilyTable of(int node) {
    return tables[node];
  }
}
