// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.replay;

import dev.sluice.models.discovery.Regime;
import java.util.Arrays;

/**
 * Draws of one intervention that are held. Nobody changes what it was made of.
 *
 * @param intervention under which they were drawn
 * @param values of all draws, one after the other, each in the order of names
 */
public record ReplayBuffer(Intervention intervention, double[] values) {

  /** Further draws, each to its place. */
  ReplayBuffer with(PlacedDraws draws, int variables) {
    int rows = values.length / variables;
    for (int place : draws.places()) {
      rows = Math.max(rows, place + 1);
    }
    double[] all = Arrays.copyOf(values, rows * variables);
    for (int d = 0; d < draws.places().length; d++) {
      System.arraycopy(
          draws.values(), d * variables, all, draws.places()[d] * variables, variables);
    }
    return new ReplayBuffer(intervention, all);
  }

  Regime regime(int variables) {
    double[][] draws = new double[values.length / variables][];
    for (int d = 0; d < draws.length; d++) {
      draws[d] = Arrays.copyOfRange(values, d * variables, (d + 1) * variables);
    }
    return new Regime(intervention.targets(), intervention.label(), draws);
  }
}
