// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.targeting;

import dev.sluice.schemas.InterventionValue;
import dev.sluice.schemas.ValueLaw;
import dev.sluice.workbench.csv.Cell;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** Interventions in words. */
final class InterventionText {
  private static final MathContext SIX_DIGITS = new MathContext(6);

  private InterventionText() {}

  /** "X1, X3 = 2", or "X1 uniform". */
  static String of(List<String> targets, InterventionValue value) {
    return of(String.join(", ", targets), value);
  }

  /**
   * The same of one text.
   *
   * @param targets names joined by commas
   * @param value null if it is not said
   */
  static String of(String targets, InterventionValue value) {
    String names = Cell.visible(targets.isEmpty() ? "nothing" : targets);
    if (value == null) {
      return names;
    }
    if (value.getFixed() != null) {
      return names + " = " + number(value.getFixed());
    }
    if (value.getLaw() == null) {
      return names;
    }
    return names + (value.getLaw() == ValueLaw.UNIFORM ? " uniform" : " by a later version's law");
  }

  /** A whole number without a point, such as that of a category. */
  static String number(double value) {
    boolean isWhole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return isWhole ? Long.toString((long) value) : Double.toString(value);
  }

  /** A cost to six digits, or "-" if it is unknown. */
  static String cost(Double cost) {
    if (cost == null) {
      return "-";
    }
    if (!Double.isFinite(cost)) {
      return cost.toString();
    }
    BigDecimal digits = new BigDecimal(cost).round(SIX_DIGITS).stripTrailingZeros();
    boolean isPlain = digits.signum() == 0 || Math.abs(digits.precision() - digits.scale()) < 9;
    return isPlain ? digits.toPlainString() : digits.toString();
  }

  /** "1 row", "2 rows". */
  static String counted(long count, String thing) {
    return count + " " + thing + (count == 1 ? "" : "s");
  }
}
