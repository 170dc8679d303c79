// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.csv;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which cells have no value, and what becomes of their rows. An empty cell never has one. */
public final class Missing {
  /** What becomes of a row in which a variable has no value. */
  public enum Policy {
    /** The whole file is refused. */
    REFUSE,
    /** The row is left out and counted. */
    DROP
  }

  /** Empty cells only, which are refused. */
  public static final Missing NONE = new Missing(List.of(), Policy.REFUSE, Numerals.POINT);

  private final Set<String> texts;
  private final double[] numbers;
  private final Numerals numerals;
  private final boolean drops;

  /**
   * What the user says.
   *
   * @param texts of cells without a value; one that is a number means every way to write it
   */
  public Missing(List<String> texts, Policy policy, Numerals numerals) {
    this.texts = new HashSet<>(texts);
    this.numerals = numerals;
    this.drops = policy == Policy.DROP;
    numbers = texts.stream().mapToDouble(numerals::value).filter(n -> !Double.isNaN(n)).toArray();
  }

  /** Whether a cell has no value. */
  public boolean is(String cell) {
    return cell.isEmpty() || texts.contains(cell) || (numbers.length > 0 && isNumber(cell));
  }

  /** Whether rows without a value are left out, rather than refused. */
  public boolean drops() {
    return drops;
  }

  private boolean isNumber(String cell) {
    double value = numerals.value(cell);
    for (double number : numbers) {
      if (number == value) {
        return true;
      }
    }
    return false;
  }
}
