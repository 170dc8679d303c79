// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.command;

import static dev.sluice.workbench.command.Table.left;
import static dev.sluice.workbench.command.Table.rest;
import static dev.sluice.workbench.command.Table.right;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table of numbers as they are now, each with its course so far. Not thread-safe. */
public final class Courses {
  private static final int BARS = 40;
  private static final Table TABLE = Table.of(left(20), right(9), rest().after(2));

  private final boolean shaded;
  private final List<String> lines = new ArrayList<>();

  /**
   * A table without numbers.
   *
   * @param shaded whether block characters can be shown
   * @param snapshots over which the courses go
   */
  public Courses(boolean shaded, int snapshots) {
    this(shaded, text("over %d snapshots", snapshots));
  }

  /**
   * A table without numbers.
   *
   * @param over what the courses go over, in words
   */
  public Courses(boolean shaded, String over) {
    this.shaded = shaded;
    lines.add(TABLE.row("", "now", over));
  }

  /**
   * Adds a number, unless it is unknown.
   *
   * @param format of the number
   * @param now null if unknown
   * @param series what is known of it, oldest first
   */
  public Courses add(String name, String format, Double now, double[] series) {
    if (now != null) {
      lines.add(TABLE.row("  " + name, text(format, now), course(format, series)));
    }
    return this;
  }

  /** The lines of the table. */
  public List<String> lines() {
    return lines;
  }

  private String course(String format, double[] series) {
    if (series.length < 2) {
      return "";
    }
    return shaded ? Sparkline.of(series, BARS) : "from " + text(format, series[0]);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
