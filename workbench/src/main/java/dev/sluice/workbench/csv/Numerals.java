// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.csv;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * How a file writes numbers: digits, a sign, one decimal mark, an exponent. Nothing else is a
 * number: no hexadecimals, no infinities, no separators of thousands; nor is what 64 bits would
 * change beyond rounding.
 *
 * @param decimal the decimal mark, a point or a comma
 */
public record Numerals(char decimal) {
  /** Numbers with a decimal point. */
  public static final Numerals POINT = new Numerals('.');

  /** From here on not every whole number is a double. */
  private static final double WHOLE_LIMIT = 0x1p53;

  /** Longer numerals are none that a person or a program writes. */
  private static final int MAX_LENGTH = 400;

  private static final Pattern INFINITE = Pattern.compile("(?i)[+-]?(inf(inity)?|∞|1\\.#inf)");
  private static final Pattern COMMA = Pattern.compile("[+-]?\\d*,\\d+([eE][+-]?\\d+)?");
  private static final Pattern POINTED =
      Pattern.compile("[+-]?(\\d+\\.\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern THOUSANDS =
      Pattern.compile("[+-]?\\d{1,3}([,.'’ \u00a0\u2009\u202f_]\\d{3})+([.,]\\d*)?");
  private static final Pattern HEXADECIMAL = Pattern.compile("[+-]?0[xX][0-9a-fA-F.pP+-]+");
  private static final Pattern SIGN =
      Pattern.compile("[$€£] ?[+-]?\\d[\\d.,]*|[+-]?\\d[\\d.,]* ?[%°$€£]");
  private static final Pattern UNIT =
      Pattern.compile("[<>≤≥~$€£]? ?[+-]?\\d+([.,]\\d+)? ?[\\p{L}%°$€£].*|[<>≤≥~$€£] ?[+-]?\\d.*");

  /** A cell as a number; NaN if it is none, or not the same as a double. */
  public double value(String cell) {
    double value = parsed(cell);
    return Double.isFinite(value) && !isChanged(cell, value) ? value : Double.NaN;
  }

  /**
   * Whether a cell that is no number would be one if it were written otherwise, or is too large.
   */
  boolean isNearly(String cell) {
    return !Double.isNaN(parsed(cell))
        || INFINITE.matcher(cell).matches()
        || COMMA.matcher(cell).matches()
        || POINTED.matcher(cell).matches()
        || THOUSANDS.matcher(cell).matches()
        || HEXADECIMAL.matcher(cell).matches()
        || SIGN.matcher(cell).matches()
        || isQuoted(cell);
  }

  /** Whether a number stands in quotes, which other programs than this one may take away. */
  private boolean isQuoted(String cell) {
    return cell.length() > 2
        && "'\"\u2018\u2019\u201c\u201d`".indexOf(cell.charAt(0)) >= 0
        && "'\"\u2018\u2019\u201c\u201d`".indexOf(cell.charAt(cell.length() - 1)) >= 0
        && !Double.isNaN(value(cell.substring(1, cell.length() - 1)));
  }

  /** Why a cell is no number, to be put behind its place. */
  public String why(String cell) {
    String shown = Cell.shown(cell);
    if (Cell.looksMissing(cell)) {
      return shown
          + " is not a number; if it stands for a missing value: --missing "
          + Cell.argument(cell)
          + " --on-missing drop";
    }
    double parsed = parsed(cell);
    if (Double.isInfinite(parsed) || INFINITE.matcher(cell).matches()) {
      return shown + " is not a finite number";
    }
    if (!Double.isNaN(parsed)) {
      return shown
          + (Math.abs(parsed) < 1
              ? " is not 0, but too small for a number of 64 bits"
              : " is a whole number beyond 2^53 and would lose digits; if it is an id: --leave-out");
    }
    if (Cell.looksLikeDate(cell)) {
      return shown + " is a date or time, not a number; to leave the column out: --leave-out";
    }
    return shown + " is not a number" + hint(cell);
  }

  private String hint(String cell) {
    if (decimal == '.' && THOUSANDS.matcher(cell).matches() && COMMA.matcher(cell).matches()) {
      return "; a decimal comma (--decimal ,) or a separator of thousands (to be taken out)?";
    }
    if (THOUSANDS.matcher(cell).matches() && (decimal == '.' || !POINTED.matcher(cell).matches())) {
      return "; separators of thousands must be taken out";
    }
    if (decimal == '.' && COMMA.matcher(cell).matches()) {
      return "; a decimal comma? --decimal ,";
    }
    if (decimal == ',' && POINTED.matcher(cell).matches()) {
      return ": --decimal says a comma, this is a point";
    }
    if (HEXADECIMAL.matcher(cell).matches()) {
      return ": it is hexadecimal";
    }
    if (isQuoted(cell)) {
      return ": it stands in quotes";
    }
    if (UNIT.matcher(cell).matches()) {
      return ": it has a unit or a sign beside its number";
    }
    return cell.codePoints()
        .filter(character -> character > '~')
        .mapToObj(character -> ": it holds the character " + Cell.number(character))
        .findFirst()
        .orElse("");
  }

  /** The double next to a numeral, infinite if there is none; NaN if it is no numeral. */
  private double parsed(String cell) {
    if (!isNumeral(cell)) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(decimal == '.' ? cell : cell.replace(decimal, '.'));
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private boolean isNumeral(String cell) {
    if (cell.isEmpty() || cell.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      // Java reads more than this as numbers: hexadecimals, 1d, spaces around.
      if ((c < '0' || c > '9') && c != decimal && "+-eE".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private boolean isChanged(String cell, double value) {
    if (value == 0) {
      return cell.chars().takeWhile(c -> c != 'e' && c != 'E').anyMatch(c -> c >= '1' && c <= '9');
    }
    // A decimal is rounded, as everybody expects; digits of a whole number are not to be lost.
    return Math.abs(value) >= WHOLE_LIMIT
        && cell.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '-' || c == '+')
        && new BigDecimal(cell).compareTo(new BigDecimal(value)) != 0;
  }
}
