// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.command;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Two options that take lists, of which the second has one number for all of the first, or each.
 */
public final class Paired {
  private Paired() {}

  /**
   * Pairs, as many as the first has.
   *
   * @param first name of the first option, with its hyphens
   * @param second that of the second
   * @throws Failure if the second has neither one number nor as many
   */
  public static <T> List<T> of(
      String first,
      List<Integer> firsts,
      String second,
      List<Integer> seconds,
      BiFunction<Integer, Integer, T> pair) {
    if (seconds.size() != 1 && seconds.size() != firsts.size()) {
      throw new Failure(
          "%s: one number, or as many as %s has, which are %d, not %d"
              .formatted(second, first, firsts.size(), seconds.size()));
    }
    return IntStream.range(0, firsts.size())
        .mapToObj(i -> pair.apply(firsts.get(i), seconds.get(Math.min(i, seconds.size() - 1))))
        .toList();
  }
}
