// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.csv;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the text of a cell looks like, beyond numbers. */
public final class Cell {
  private static final int SHOWN = 40;

  /** Words that programs write where there is no value. */
  private static final Set<String> NO_VALUE =
      Set.of(
          "na",
          "n/a",
          "#n/a",
          "#na",
          "<na>",
          "nan",
          "-nan",
          "null",
          "none",
          "nil",
          "nat",
          "?",
          ".",
          "-",
          "--",
          "*",
          "missing",
          "#null!",
          "#div/0!",
          "#value!",
          "#ref!",
          "#num!",
          "#name?",
          "\\n",
          "1.#ind",
          "1.#qnan",
          "n.a.",
          "n.a",
          "<null>",
          "(null)",
          "..",
          "...",
          "–",
          "—",
          "not available",
          "#n/a n/a",
          "-1.#ind");

  private static final Pattern PLAIN =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}_./?+:@%=,~^-][\\p{L}\\p{M}\\p{N}_./?+:@%=,~^#-]*");

  private static final String MONTH =
      "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\\p{L}{0,6}";

  private static final Pattern DATE =
      Pattern.compile(
          "(\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-/.]\\d{1,2}[-/.](\\d{4}|\\d{2})"
              + "|\\d{1,2}(?i:"
              + MONTH
              + ")\\d{2,4}|(?i:"
              + MONTH
              + ")[- ]\\d{2,4}"
              + "|-?\\d+ days? [-+]?\\d{1,2}:\\d{2}.*|\\d{1,2}[- ]\\p{L}{3,9}[- ]\\d{2,4}|\\p{L}{3,9} \\d{1,2},? \\d{4})([T ].*)?"
              + "|\\d{4}[-/]\\d{2}|\\d{4}-?[WQ]\\d{1,2}"
              + "|\\d{1,2}:\\d{2}(:\\d{2}([.,]\\d+)?)?( ?[AaPp][Mm])?");

  private Cell() {}

  /** Whether a cell looks like one that has no value. */
  static boolean looksMissing(String cell) {
    return NO_VALUE.contains(cell.toLowerCase(Locale.ROOT));
  }

  /** Whether a cell looks like a date or a time of day. */
  static boolean looksLikeDate(String cell) {
    return DATE.matcher(cell).matches();
  }

  /** A cell in quotes for an error: not too long, what cannot be seen by its number. */
  public static String shown(String cell) {
    int[] characters = cell.codePoints().limit(SHOWN).toArray();
    String text = visible(new String(characters, 0, characters.length));
    return "'" + text + (cell.codePoints().count() > SHOWN ? "..." : "") + "'";
  }

  /** A text as an argument that can be typed, in quotes where the shell would read it otherwise. */
  public static String argument(String text) {
    if (PLAIN.matcher(text).matches()) {
      return text;
    }
    return text.indexOf('\'') < 0 ? "'" + text + "'" : "\"" + text + "\"";
  }

  /** A text in which what cannot be seen stands by its number. */
  public static String visible(String text) {
    return text.codePoints()
        .mapToObj(c -> isVisible(c) ? Character.toString(c) : number(c))
        .collect(Collectors.joining());
  }

  /** A character by its number, such as U+00A0. */
  static String number(int character) {
    return String.format(Locale.ROOT, "U+%04X", character);
  }

  private static boolean isVisible(int character) {
    if (character == ' ') {
      return true;
    }
    int type = Character.getType(character);
    return !Character.isSpaceChar(character)
        && type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.UNASSIGNED;
  }
}
