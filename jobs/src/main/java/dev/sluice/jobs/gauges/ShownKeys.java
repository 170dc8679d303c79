// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.gauges;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a subtask shows of its keys. State of an operator.
 *
 * @param names of the numbers
 * @param keys by their names
 */
public record ShownKeys(List<String> names, Map<String, Shown> keys) {

  /** The numbers of a key in the order of other names; NaN those that were not known then. */
  double[] numbers(String key, List<String> others) {
    Map<String, Integer> places = new HashMap<>();
    for (int n = 0; n < names.size(); n++) {
      places.put(names.get(n), n);
    }
    double[] before = keys.get(key).numbers();
    double[] numbers = new double[others.size()];
    Arrays.setAll(
        numbers,
        n -> {
          Integer place = places.get(others.get(n));
          return place == null ? Double.NaN : before[place];
        });
    return numbers;
  }
}
