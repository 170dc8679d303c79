// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The page that says how the jobs are built: its tables, and what it names. */
final class ArchitecturePage {

  /** Seen from the module. */
  static final Path PATH = Path.of("../docs/architecture.md");

  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```$.*?^```$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

  private final String text;

  private ArchitecturePage(String text) {
    this.text = text;
  }

  static ArchitecturePage read() {
    try {
      return new ArchitecturePage(Files.readString(PATH));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The rows of the first table below a heading.
   *
   * @return cells without blanks and backticks around them
   */
  List<List<String>> table(String heading) {
    return section(heading)
        .lines()
        .dropWhile(line -> !line.startsWith("|"))
        .takeWhile(line -> line.startsWith("|"))
        .skip(2)
        .map(ArchitecturePage::cells)
        .toList();
  }

  private static List<String> cells(String row) {
    return Arrays.stream(row.substring(1).split("\\|"))
        .map(String::strip)
        .map(cell -> cell.matches("`[^`]+`") ? cell.substring(1, cell.length() - 1) : cell)
        .toList();
  }

  /** What stands between a heading and the next. */
  String section(String heading) {
    int begin = text.indexOf("# " + heading + "\n");
    if (begin < 0) {
      throw new AssertionError(PATH + " has no heading '" + heading + "'");
    }
    int end = text.indexOf("\n#", begin);
    return text.substring(begin, end < 0 ? text.length() : end);
  }

  /** All that is set as code within lines. */
  Set<String> code() {
    return code(BLOCK.matcher(text).replaceAll(""));
  }

  /** All that is set as code in a piece of text. */
  static Set<String> code(String piece) {
    return CODE.matcher(piece)
        .results()
        .map(span -> span.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Where its links lead. */
  List<String> links() {
    return LINK.matcher(text).results().map(link -> link.group(1)).toList();
  }

  /** Its headings as links write them. */
  Set<String> anchors() {
    return HEADING
        .matcher(text)
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", ""))
        .map(heading -> "#" + heading.replace(' ', '-'))
        .collect(Collectors.toSet());
  }
}
