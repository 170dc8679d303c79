// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.demo;

import static dev.sluice.workbench.command.Table.left;
import static dev.sluice.workbench.command.Table.rest;
import static dev.sluice.workbench.command.Table.right;

import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.workbench.command.NoResults;
import dev.sluice.workbench.command.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the demo says of its experiments: one line each. Not thread-safe. */
final class DemoBoard {
  private static final Table PROGRESS = Table.of(right(5), left(14).after(2), rest().after(0));
  private static final Table SUMMARY =
      Table.of(left(14), right(9), right(9), right(9), right(8), right(8), right(8), right(10));
  private static final Table NO_RESULTS =
      Table.of(left(14), right(9), right(9), right(9), rest().after(2));
  private static final Table NOTHING = Table.of(left(14), rest());

  private final List<String> experiments;
  private final Map<String, PosteriorSnapshot> latest = new HashMap<>();
  private final Map<String, Integer> refreshes = new HashMap<>();

  /** A board of the experiments with these ids. */
  DemoBoard(List<String> experiments) {
    this.experiments = experiments;
  }

  /** Takes a snapshot. */
  void observe(String experimentId, PosteriorSnapshot snapshot) {
    latest.put(experimentId, snapshot);
    refreshes.merge(experimentId, 1, Integer::sum);
  }

  /** Samples in the latest posterior of an experiment, 0 while there is none. */
  long samples(String experimentId) {
    PosteriorSnapshot snapshot = latest.get(experimentId);
    return snapshot == null ? 0 : snapshot.getSamples();
  }

  /** A line per experiment. */
  List<String> progress(long seconds) {
    return experiments.stream()
        .map(id -> PROGRESS.row(seconds + " s", id, progress(latest.get(id))))
        .toList();
  }

  private static String progress(PosteriorSnapshot snapshot) {
    if (snapshot == null) {
      return "no posterior yet";
    }
    if (snapshot.getEdges() == null) {
      return text("%,7d samples   %s", snapshot.getSamples(), noResults(snapshot));
    }
    return text(
        "%,7d samples   E-SHD %6.2f   AUROC %-6s   %-18s  refresh %7.1f ms",
        snapshot.getSamples(),
        snapshot.getExpectedShd(),
        auroc(snapshot),
        spread(snapshot),
        snapshot.getRefreshMillis());
  }

  private static String spread(PosteriorSnapshot snapshot) {
    return snapshot.getEntropy() == null
        ? text("%.2f edges", snapshot.getExpectedEdges())
        : text("entropy %.2f nats", snapshot.getEntropy());
  }

  /** The final table. */
  List<String> summary() {
    List<String> lines = new ArrayList<>();
    lines.add(
        SUMMARY.row(
            "experiment",
            "variables",
            "samples",
            "refreshes",
            "E-SHD",
            "AUROC",
            "Brier",
            "refresh ms"));
    for (String id : experiments) {
      lines.add(summary(id, latest.get(id)));
    }
    return lines;
  }

  private String summary(String id, PosteriorSnapshot snapshot) {
    if (snapshot == null) {
      return NOTHING.row(id, "no posterior");
    }
    int variables = snapshot.getVariables().size();
    String samples = text("%,d", snapshot.getSamples());
    String refreshed = text("%,d", refreshes.get(id));
    return snapshot.getEdges() == null
        ? NO_RESULTS.row(id, variables, samples, refreshed, noResults(snapshot))
        : SUMMARY.row(
            id,
            variables,
            samples,
            refreshed,
            text("%.3f", snapshot.getExpectedShd()),
            auroc(snapshot),
            text("%.4f", snapshot.getBrier()),
            text("%.1f", snapshot.getRefreshMillis()));
  }

  private static String noResults(PosteriorSnapshot snapshot) {
    return NoResults.text(snapshot.getFailure(), snapshot.getFailureReason());
  }

  /** A true graph without edges has none. */
  private static String auroc(PosteriorSnapshot snapshot) {
    return snapshot.getAuroc() == null ? "-" : text("%.4f", snapshot.getAuroc());
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
