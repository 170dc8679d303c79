// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.adaptation;

import static dev.sluice.workbench.command.Table.left;
import static dev.sluice.workbench.command.Table.right;

import dev.sluice.models.adaptation.study.DetectionOutcome;
import dev.sluice.models.adaptation.study.DetectionStudy;
import dev.sluice.models.adaptation.study.DetectionStudy.Row;
import dev.sluice.workbench.command.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a study of detectors found, on the terminal and in files. */
record DetectionTable(DetectionStudy.Settings settings, List<Row> rows) {
  private static final Table TABLE =
      Table.of(
          left(9),
          right(7),
          left(21).after(2),
          right(11),
          right(6),
          right(6),
          right(6),
          right(9),
          right(7),
          right(10));

  /** A line per row, then what the columns mean. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(TABLE.row("", "", "", "first alarm", "", "delay", "", "per 1e6", "over", "wrongly"));
    lines.add(
        TABLE.row(
            "density",
            "burn-in",
            "detector",
            "right",
            "missed",
            "median",
            "p90",
            "false",
            "nominal",
            "flagged"));
    rows.forEach(row -> lines.add(line(row)));
    lines.add("");
    lines.addAll(
        """
        first alarm right  systems whose first alarm after the change was on the changed mechanism
        missed             systems without an alarm on it
        delay              samples from the change to the alarm on it, of all systems; - if missed
        per 1e6 false      alarms before the change per million mechanisms x samples
        over nominal       the same over the nominal 1 / %.0f
        wrongly flagged    unchanged mechanisms with an alarm after the change"""
            .formatted(settings.runLength())
            .lines()
            .toList());
    return lines;
  }

  /** A header, and a line per row and system; the delay is empty where the change was missed. */
  List<String> csv() {
    List<String> lines = new ArrayList<>();
    lines.add("density,burn_in,seed,detector,false_alarms,first_alarm_right,delay,wrongly_flagged");
    for (Row row : rows) {
      for (int i = 0; i < row.outcomes().size(); i++) {
        DetectionOutcome outcome = row.outcomes().get(i);
        lines.add(
            "%s,%d,%d,%s,%d,%b,%s,%d"
                .formatted(
                    row.density(),
                    row.burnIn(),
                    i + 1,
                    AdaptationTable.name(row.detector()),
                    outcome.falseAlarms(),
                    outcome.right(),
                    delay(outcome.delay(), ""),
                    outcome.wronglyFlagged()));
      }
    }
    return lines;
  }

  private static String line(Row row) {
    return TABLE.row(
        row.density(),
        row.burnIn(),
        AdaptationTable.name(row.detector()),
        row.right() + " of " + row.outcomes().size(),
        row.missed(),
        delay(row.delay(0.5), "-"),
        delay(row.delay(0.9), "-"),
        String.format(Locale.ROOT, "%.1f", 1e6 * row.falseAlarmRate()),
        String.format(Locale.ROOT, "%.2f", row.falseAlarmsOverNominal()),
        row.wronglyFlagged() + " of " + row.unchanged());
  }

  private static String delay(long samples, String missed) {
    return samples == DetectionOutcome.MISSED ? missed : Long.toString(samples);
  }
}
