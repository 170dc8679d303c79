// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.csv;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What speaks against a file's first row as names of its columns. */
final class CsvHeader {
  private static final String SAY_NONE =
      "; if the file names no columns: --no-header or --names A,B,...";

  private static final String SAY = SAY_NONE + ", else --header";

  /** What else may separate cells, and what of it the shell must not see. */
  private static final char[] OTHERS = {';', '|', ',', ':'};

  private static final String SHELL = ";|";

  /** What a name may hold, too. */
  private static final String ELSE = "; else --header";

  private static final Pattern INVISIBLE =
      Pattern.compile("^[\\s\\p{Z}\\p{Cf}]+|[\\s\\p{Z}\\p{Cf}]+$");

  private CsvHeader() {}

  /** A name without spaces around it and what cannot be seen, such as a second byte order mark. */
  static String visible(String name) {
    return INVISIBLE.matcher(name).replaceAll("");
  }

  /** Why no table can have these names; null if nothing is wrong. */
  static String fault(List<String> names, Dialect dialect) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (name.codePoints().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r')) {
        return name.indexOf('\t') >= 0
            ? "line 1: a tab in a name: separated by tabs? " + say(dialect, "tab")
            : "line 1: the name " + Cell.shown(name) + " holds a control character";
      }
      if (!name.isEmpty() && !seen.add(name)) {
        return "line 1: two columns are named " + name + (isGuessed(dialect) ? SAY_NONE : "");
      }
    }
    if (names.get(0).matches("(?i)sep=.?") || (names.size() == 1 && names.get(0).startsWith("#"))) {
      return "line 1 is no row of names but " + Cell.shown(names.get(0)) + ": take it out";
    }
    return names.size() == 1 && dialect.firstRow() == Dialect.FirstRow.UNSAID
        ? oneColumn(names.get(0), dialect)
        : null;
  }

  /**
   * Why these names look like values of the first row; null if they do not. Names that only count
   * the columns behind a column without name are those of a data frame in Python.
   */
  static String valuesInstead(List<String> names, Dialect dialect) {
    if (dialect.firstRow() != Dialect.FirstRow.UNSAID || isCount(names)) {
      return null;
    }
    int numbers = 0;
    boolean surely = false;
    boolean all = true;
    for (String name : names) {
      boolean isNumber = !Double.isNaN(dialect.numerals().value(name));
      numbers += isNumber ? 1 : 0;
      surely |= isNumber && !name.matches("\\d+");
      all &= isNumber || name.isEmpty() || Cell.looksMissing(name) || Cell.looksLikeDate(name);
    }
    return surely || (all && numbers > 0)
        ? "line 1 holds numbers (" + shown(names) + ") where names of columns should be" + SAY
        : null;
  }

  /** The failure of a file in which these names occur as values of their columns, too. */
  static String namesAmongValues(List<String> names) {
    return names.size() == 1
        ? "the name on line 1, " + names.get(0) + ", occurs as a value in its column" + SAY
        : "the names on line 1 (" + shown(names) + ") occur as values in their columns" + SAY;
  }

  private static boolean isCount(List<String> names) {
    return names.size() > 1
        && names.get(0).isEmpty()
        && IntStream.range(1, names.size())
            .allMatch(i -> names.get(i).equals(Integer.toString(i - 1)));
  }

  private static String oneColumn(String name, Dialect dialect) {
    String start = "one column, named " + Cell.shown(name) + ": separated by ";
    for (char other : OTHERS) {
      if (dialect.delimiter() != other && name.indexOf(other) > 0) {
        String option = SHELL.indexOf(other) < 0 ? "" + other : "'" + other + "'";
        return start + "'" + other + "'? " + say(dialect, option + (other == ':' ? ELSE : ""));
      }
    }
    if (dialect.delimiter() != ' ' && name.indexOf(' ') > 0) {
      return start + "spaces? " + say(dialect, "' ' (one each)" + ELSE);
    }
    return null;
  }

  /** Whether nobody has said what the first row is, though there is an option for it. */
  private static boolean isGuessed(Dialect dialect) {
    return dialect.firstRow() == Dialect.FirstRow.UNSAID && !dialect.spacesBelong();
  }

  /** The option that helps, where a command has it. */
  private static String say(Dialect dialect, String delimiter) {
    return dialect.spacesBelong() ? "only commas are read" : "--delimiter " + delimiter;
  }

  private static String shown(List<String> names) {
    return String.join(", ", names.subList(0, Math.min(4, names.size())))
        + (names.size() > 4 ? ", ..." : "");
  }
}
