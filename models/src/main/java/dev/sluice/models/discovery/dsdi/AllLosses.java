// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dsdi;

import dev.sluice.models.discovery.GraphLosses;
import dev.sluice.models.discovery.GraphSample;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.neural.conditional.NetworkPass;
import dev.sluice.models.neural.conditional.Rows;
import java.util.Arrays;

/**
 * Mean losses of each variable under each graph of a sample, also where all graphs give it the same
 * parents: which batch or variable is the least expected depends on those too.
 */
final class AllLosses {
  private final int n;
  private final NetworkPass pass;
  private final GraphLosses losses;

  AllLosses(int variables, int graphs, NetworkPass pass) {
    n = variables;
    this.pass = pass;
    losses = new GraphLosses(variables, graphs, pass);
  }

  /** Evaluates; the result is good until the next call. */
  double[][] of(
      GraphSample sample,
      int graphs,
      float[] weights,
      Rows rows,
      int[] draws,
      VariableSet leftOut) {
    double[][] all = losses.of(sample, graphs, weights, rows, draws, leftOut);
    for (int j = 0; j < n; j++) {
      if (!leftOut.contains(j) && agree(sample, graphs, j)) {
        int from = sample.place(0, j);
        pass.load(weights, j, rows, draws);
        pass.beginCommon(Arrays.copyOfRange(sample.masks(), from, from + sample.words()));
        pass.addFurther(new long[sample.words()]);
        double loss = pass.meanLoss();
        for (int k = 0; k < graphs; k++) {
          all[k][j] = loss;
        }
      }
    }
    return all;
  }

  private static boolean agree(GraphSample sample, int graphs, int j) {
    int first = sample.place(0, j);
    for (int k = 1; k < graphs; k++) {
      int place = sample.place(k, j);
      if (!Arrays.equals(
          sample.masks(),
          first,
          first + sample.words(),
          sample.masks(),
          place,
          place + sample.words())) {
        return false;
      }
    }
    return true;
  }
}
