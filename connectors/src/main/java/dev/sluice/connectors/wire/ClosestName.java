// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that a misspelt one probably meant. */
public final class ClosestName {
  /** Edits that still count as a slip of the fingers; two swapped letters are two edits. */
  private static final int MAX_EDITS = 2;

  private ClosestName() {}

  /** The nearest known name, if a few edits, fewer than the given name has letters, lead to it. */
  public static Optional<String> to(String name, Collection<String> known) {
    int limit = Math.min(MAX_EDITS, name.length() - 1);
    return known.stream()
        .filter(candidate -> edits(name, candidate) <= limit)
        .min(Comparator.comparingInt(candidate -> edits(name, candidate)));
  }

  /** Levenshtein distance, capitals ignored. */
  private static int edits(String a, String b) {
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = same(a.charAt(i - 1), b.charAt(j - 1)) ? 0 : 1;
        row[j] = Math.min(above[j - 1] + change, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[b.length()];
  }

  private static boolean same(char a, char b) {
    return Character.toLowerCase(a) == Character.toLowerCase(b);
  }
}
