// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.study;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.scm.HiddenVariables;
import dev.sluice.models.scm.InterventionKind;
import java.util.HashMap;
import java.util.Map;

/**
 * How much two variables that no edge joins say of each other because of a hidden cause: the most
 * that any method could learn of it from one observation.
 */
final class PairDependence {
  /** Draws from which it is estimated, of a stream of their own. */
  private static final int DRAWS = 200_000;

  /** Where configurations of parents have fewer draws than this on average, it is not known. */
  private static final int LEAST_PER_CONFIGURATION = 2000;

  private static final long STREAM = 1L << 62;

  private PairDependence() {}

  /**
   * Of each pair {i, j} with a hidden common cause the lesser of I(i; j | parents of j) and I(i; j
   * | parents of i), nats: ENCO flags a pair if both directions are of use. NaN if variables are
   * continuous or parents are more than can be told (two of ten categories can).
   */
  static double[] of(HiddenVariables system, long seed) {
    int[][] pairs = system.confounded();
    double[] dependence = new double[pairs.length];
    double[][] draws = new double[pairs.length == 0 ? 0 : DRAWS][];
    for (int d = 0; d < draws.length; d++) {
      draws[d] = system.sample(VariableSet.EMPTY, InterventionKind.PERFECT, seed, STREAM | d);
    }
    int[] categories = system.domain().categories();
    Dag graph = system.graph();
    for (int p = 0; p < pairs.length; p++) {
      int i = pairs[p][0];
      int j = pairs[p][1];
      dependence[p] =
          system.domain().isCategorical()
              ? Math.min(
                  information(draws, categories, i, j, graph.parents(j).members()),
                  information(draws, categories, i, j, graph.parents(i).members()))
              : Double.NaN;
    }
    return dependence;
  }

  /**
   * I(i; j | given), nats, by the frequencies of draws, less what as many independent ones have on
   * average (half the degrees of freedom of the likelihood ratio), so that it may be below 0.
   */
  static double information(double[][] draws, int[] categories, int i, int j, int[] given) {
    double configurations = 1;
    for (int g : given) {
      configurations *= categories[g];
    }
    if (configurations * LEAST_PER_CONFIGURATION > draws.length) {
      return Double.NaN;
    }
    Map<Integer, int[][]> tables = new HashMap<>();
    for (double[] draw : draws) {
      int configuration = 0;
      for (int g : given) {
        configuration = configuration * categories[g] + (int) draw[g];
      }
      int[][] table =
          tables.computeIfAbsent(configuration, c -> new int[categories[i]][categories[j]]);
      table[(int) draw[i]][(int) draw[j]]++;
    }
    return tables.values().stream().mapToDouble(PairDependence::excess).sum() / draws.length;
  }

  /** Half the likelihood ratio of dependence, less its mean under independence. */
  private static double excess(int[][] table) {
    long[] rows = new long[table.length];
    long[] columns = new long[table[0].length];
    long all = 0;
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < columns.length; c++) {
        rows[r] += table[r][c];
        columns[c] += table[r][c];
        all += table[r][c];
      }
    }
    double ratio = 0;
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < columns.length; c++) {
        if (table[r][c] > 0) {
          double expected = (double) rows[r] * columns[c] / all;
          ratio += table[r][c] * Math.log(table[r][c] / expected);
        }
      }
    }
    return ratio - (seen(rows) - 1) * (seen(columns) - 1) / 2.0;
  }

  private static int seen(long[] counts) {
    int seen = 0;
    for (long count : counts) {
      seen += count > 0 ? 1 : 0;
    }
    return seen;
  }
}
