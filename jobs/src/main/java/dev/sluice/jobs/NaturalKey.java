// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import java.util.ArrayList;
import java.util.List;

/** Keys made of several names: joined by |, with a \ before every | and \ of a name's own. */
public final class NaturalKey {
  private static final char SEPARATOR = '|';
  private static final char ESCAPE = '\\';

  private NaturalKey() {}

  /** The key of these names. */
  public static String of(String... names) {
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < names.length; i++) {
      if (i > 0) {
        key.append(SEPARATOR);
      }
      append(names[i], key);
    }
    return key.toString();
  }

  private static void append(String name, StringBuilder key) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == SEPARATOR || c == ESCAPE) {
        key.append(ESCAPE);
      }
      key.append(c);
    }
  }

  /** The names that a key was made of. */
  public static List<String> names(String key) {
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c == SEPARATOR) {
        names.add(name.toString());
        name.setLength(0);
      } else {
        name.append(c == ESCAPE ? key.charAt(++i) : c);
      }
    }
    names.add(name.toString());
    return names;
  }
}
