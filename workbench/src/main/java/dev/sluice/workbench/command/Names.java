// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.command;

import dev.sluice.connectors.wire.ClosestName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Says which names there are where somebody asked for another: the nearest, and not too many. */
public final class Names {
  private static final int SHOWN = 10;

  private Names() {}

  /**
   * The end of an error about an unknown name.
   *
   * @param name what was asked for
   * @param known names that there are
   * @return "did you mean B? there are [A, B]"; of many names only the first, and how many they are
   */
  public static String known(String name, Collection<String> known) {
    List<String> named = known.stream().filter(other -> !other.isEmpty()).toList();
    Optional<String> nearest = ClosestName.to(name, named);
    return nearest.map(other -> "did you mean " + other + "? ").orElse("") + there(named);
  }

  /** How many of which names there are. */
  private static String there(List<String> names) {
    if (names.isEmpty()) {
      return "there is none";
    }
    return names.size() <= SHOWN
        ? "there are " + names
        : "there are %d: %s, ..."
            .formatted(names.size(), String.join(", ", names.subList(0, SHOWN)));
  }
}
