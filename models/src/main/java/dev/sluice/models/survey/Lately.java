// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Values of a function that were asked for lately. The one not asked for the longest makes room for
 * a new one. Not safe for use by several threads.
 *
 * @param <K> its argument
 * @param <V> its value
 */
final class Lately<K, V> {
  private final Function<K, V> function;
  private final Map<K, V> values;

  /** Remembers so many values of a function. */
  Lately(int most, Function<K, V> function) {
    this.function = function;
    this.values =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
          }
        };
  }

  V of(K argument) {
    V known = values.get(argument);
    if (known == null) {
      known = function.apply(argument);
      values.put(argument, known);
    }
    return known;
  }
}
