// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import dev.sluice.models.adaptation.DetectionOutcome;
import dev.sluice.models.adaptation.DetectionStudy.Row;
import java.util.List;
import java.util.Locale;

/**
 * What a study of detectors found.
 *
 * @param rows as the study gives them
 * @param runLength nominal samples to a false alarm of one mechanism
 */
record DetectionTable(List<Row> rows, double runLength) {

  private static final String HEADER =
      "graphs,burnIn,seed,detector,falseAlarms,right,delay,wronglyFlagged\n";

  /** One line per row, then what its columns mean. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(line("", "", "", "first alarm", "", "delay", "", "per 1e6", "over", "wrongly"));
    text.append(
        line(
            "graphs",
            "burn-in",
            "detector",
            "right",
            "missed",
            "median",
            "p90",
            "false",
            "nominal",
            "flagged"));
    rows.forEach(row -> text.append(line(row)));
    text.append(
        """

        first alarm right  systems whose first alarm after the change was on the changed mechanism
        missed             systems without an alarm on it
        delay              samples from the change to the alarm on it; of all systems, - if missed
        per 1e6 false      alarms before the change per million mechanisms x samples
        over nominal       the same over the nominal 1 / %.0f
        wrongly flagged    unchanged mechanisms with an alarm after the change
        """
            .formatted(runLength));
    return text.toString();
  }

  /** One line per system and detector; the delay is blank where the change was missed. */
  String csv() {
    StringBuilder csv = new StringBuilder(HEADER);
    for (Row row : rows) {
      for (int i = 0; i < row.outcomes().size(); i++) {
        DetectionOutcome outcome = row.outcomes().get(i);
        boolean missed = outcome.delay() == DetectionOutcome.MISSED;
        csv.append(
            "%s,%d,%d,%s,%d,%b,%s,%d\n"
                .formatted(
                    row.graphs(),
                    row.burnIn(),
                    i + 1,
                    name(row),
                    outcome.falseAlarms(),
                    outcome.right(),
                    missed ? "" : outcome.delay(),
                    outcome.wronglyFlagged()));
      }
    }
    return csv.toString();
  }

  private String line(Row row) {
    double rate = row.falseAlarmRate();
    int systems = row.outcomes().size();
    return line(
        row.graphs(),
        row.burnIn(),
        name(row),
        row.right() + " of " + systems,
        row.missed(),
        delay(row.delay(0.5)),
        delay(row.delay(0.9)),
        String.format(Locale.ROOT, "%.1f", 1e6 * rate),
        String.format(Locale.ROOT, "%.2f", rate * runLength),
        "%d of %d".formatted(row.wronglyFlagged(), systems * (row.graphs().nodes() - 1)));
  }

  private static String line(Object... cells) {
    return String.format(Locale.ROOT, "%-9s %7s  %-21s %11s %6s %6s %6s %9s %7s %10s%n", cells);
  }

  private static String name(Row row) {
    return row.detector().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String delay(long samples) {
    return samples == DetectionOutcome.MISSED ? "-" : Long.toString(samples);
  }
}
