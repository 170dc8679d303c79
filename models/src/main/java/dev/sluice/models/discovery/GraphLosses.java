// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.neural.conditional.NetworkPass;
import dev.sluice.models.neural.conditional.Rows;
import java.util.Arrays;

/**
 * Mean losses of each variable under each graph of a sample.
 *
 * <p>The loss of a variable depends on its own set of parents alone: each distinct set is evaluated
 * once, the weights of parents that all sets share are summed once, and a variable whose sets are
 * all the same, of which no gradient comes, is left out unless it is asked for.
 */
public final class GraphLosses {
  private final int n;
  private final boolean settledToo;
  private final NetworkPass pass;
  private final double[][] losses;
  private final int[] setOf;
  private long evaluated;

  /**
   * Room for so many graphs.
   *
   * @param settledToo whether variables are evaluated whose sets of parents are all the same
   * @param pass has room for a batch
   */
  public GraphLosses(int variables, int graphs, boolean settledToo, NetworkPass pass) {
    n = variables;
    this.settledToo = settledToo;
    this.pass = pass;
    losses = new double[graphs][n];
    setOf = new int[graphs];
  }

  /**
   * Evaluates.
   *
   * @param leftOut variables without losses
   * @return by graph and variable, good until the next call; 0 where a variable was left out
   */
  public double[][] of(
      GraphSample sample,
      int graphs,
      float[] weights,
      Rows rows,
      int[] draws,
      VariableSet leftOut) {
    for (int j = 0; j < n; j++) {
      boolean known = !leftOut.contains(j) && evaluate(sample, graphs, j, weights, rows, draws);
      for (int k = 0; k < graphs && !known; k++) {
        losses[k][j] = 0;
      }
    }
    return losses;
  }

  /** How many sets of parents have been evaluated so far. */
  public long evaluated() {
    return evaluated;
  }

  /** False if j is left out. */
  private boolean evaluate(
      GraphSample sample, int graphs, int j, float[] weights, Rows rows, int[] draws) {
    long[][] sets = distinct(sample, graphs, j);
    if (sets.length == 1 && !settledToo) {
      return false;
    }
    evaluated += sets.length;
    long[] common = sets[0].clone();
    for (long[] set : sets) {
      for (int w = 0; w < common.length; w++) {
        common[w] &= set[w];
      }
    }
    pass.load(weights, j, rows, draws);
    pass.beginCommon(common);
    double[] ofSet = new double[sets.length];
    long[] further = new long[common.length];
    for (int s = 0; s < sets.length; s++) {
      for (int w = 0; w < further.length; w++) {
        further[w] = sets[s][w] & ~common[w];
      }
      pass.addFurther(further);
      ofSet[s] = pass.meanLoss();
    }
    for (int k = 0; k < graphs; k++) {
      losses[k][j] = ofSet[setOf[k]];
    }
    return true;
  }

  private long[][] distinct(GraphSample sample, int graphs, int j) {
    long[][] sets = new long[graphs][];
    int count = 0;
    for (int k = 0; k < graphs; k++) {
      int from = sample.place(k, j);
      int to = from + sample.words();
      int s = 0;
      while (s < count && !Arrays.equals(sets[s], 0, sample.words(), sample.masks(), from, to)) {
        s++;
      }
      if (s == count) {
        sets[count++] = Arrays.copyOfRange(sample.masks(), from, to);
      }
      setOf[k] = s;
    }
    return Arrays.copyOf(sets, count);
  }
}
