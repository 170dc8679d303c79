// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.replay;

import java.util.Map;
import java.util.TreeMap;

/**
 * Where draws of an experiment go.
 *
 * @param experiment its id
 * @param capacity places
 * @param seed of all
 */
public record Placing(String experiment, Capacity capacity, long seed) {

  /**
   * The place of a draw in its intervention's buffer.
   *
   * @param number of the draw among those of its intervention, from 0
   * @return {@link Reservoir#NOWHERE} if it is not held
   */
  public int place(Intervention intervention, long number) {
    return Reservoir.place(
        seed, experiment, intervention.name(), number, capacity.of(intervention));
  }

  /** Draws of one intervention, by their places. */
  public static PlacedDraws draws(Intervention intervention, Map<Integer, double[]> rows) {
    int[] places = new int[rows.size()];
    int variables = rows.values().iterator().next().length;
    double[] values = new double[places.length * variables];
    int next = 0;
    for (Map.Entry<Integer, double[]> row : new TreeMap<>(rows).entrySet()) {
      places[next] = row.getKey();
      System.arraycopy(row.getValue(), 0, values, next++ * variables, variables);
    }
    return new PlacedDraws(intervention, places, values);
  }
}
