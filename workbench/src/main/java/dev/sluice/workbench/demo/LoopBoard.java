// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.demo;

import static dev.sluice.workbench.command.Table.left;
import static dev.sluice.workbench.command.Table.rest;
import static dev.sluice.workbench.command.Table.right;

import dev.sluice.workbench.command.Sparkline;
import dev.sluice.workbench.command.Table;
import dev.sluice.workbench.csv.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What the demo says of a closed loop and of its twin that chooses at random. Not thread-safe.
 *
 * <p>It is one draw of each: on another system chance may be the better one. What rules are worth
 * on average is in docs/targeting.md.
 */
final class LoopBoard {
  /** The expected distance that both are to come to. */
  private static final double NEAR = 2;

  private static final Table PROGRESS = Table.of(right(5), left(14).after(2), rest().after(0));
  private static final Table SUMMARY =
      Table.of(left(14), right(9), right(9), right(9), rest().after(2));

  private final String experiment;
  private final int variables;
  private final int most;
  private final boolean shaded;
  private final Map<String, LoopCourse> courses;

  /**
   * A board.
   *
   * @param most decisions that a loop makes
   * @param shaded whether block characters can be shown
   * @param courses of the loops by their rule, in order
   */
  LoopBoard(
      String experiment, int variables, int most, boolean shaded, Map<String, LoopCourse> courses) {
    this.experiment = experiment;
    this.variables = variables;
    this.most = most;
    this.shaded = shaded;
    this.courses = new LinkedHashMap<>(courses);
  }

  /** One line. */
  String progress(long seconds) {
    String bars = bars();
    StringBuilder line = new StringBuilder("E-SHD");
    int drawn = 0;
    for (Map.Entry<String, LoopCourse> entry : courses.entrySet()) {
      LoopCourse course = entry.getValue();
      int length = course.distances().size();
      line.append(
          course.hasBegun()
              ? text("   %s %.2f after %2d", entry.getKey(), course.last(), course.decisions())
              : text("   %s no decision yet", entry.getKey()));
      if (shaded && course.hasBegun()) {
        line.append(' ').append(bars, drawn, drawn + length);
        line.append(" ".repeat(Math.max(0, most + 1 - length)));
      }
      drawn += length;
    }
    return PROGRESS.row(seconds + " s", experiment, line);
  }

  /** All courses one after the other, so that bars of the same height mean the same. */
  private String bars() {
    double[] all =
        courses.values().stream()
            .flatMap(course -> course.distances().stream())
            .mapToDouble(Double::doubleValue)
            .toArray();
    return Sparkline.of(all, all.length);
  }

  /** The final table, and who was first. */
  List<String> summary() {
    List<String> lines = new ArrayList<>();
    lines.add(SUMMARY.row(experiment + " by", "decisions", "E-SHD", "from"));
    courses.forEach((rule, course) -> lines.add(summary(rule, course)));
    lines.add("");
    lines.add(
        text(
            "closed loop: %d variables: expected SHD <= %.0f %s",
            variables,
            NEAR,
            courses.entrySet().stream()
                .map(entry -> decisionsTo(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "))));
    lines.add("one draw of each, on which chance may win; docs/targeting.md has the study");
    return lines;
  }

  private static String summary(String rule, LoopCourse course) {
    return SUMMARY.row(
        rule,
        course.decisions(),
        course.hasBegun() ? text("%.3f", course.last()) : "-",
        course.hasBegun() ? text("%.3f", course.first()) : "-",
        course.end() == null ? "goes on" : Cell.visible(course.end()));
  }

  private static String decisionsTo(String rule, LoopCourse course) {
    OptionalInt needed = course.decisionsTo(NEAR);
    int decisions = needed.orElse(course.decisions());
    return "%s %d %s %s"
        .formatted(
            needed.isPresent() ? "after" : "not after",
            decisions,
            decisions == 1 ? "decision" : "decisions",
            rule.equals(DemoLoop.RANDOM) ? "at random" : "by " + rule);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
