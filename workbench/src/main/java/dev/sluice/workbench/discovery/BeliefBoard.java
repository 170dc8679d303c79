// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.discovery;

import static dev.sluice.workbench.command.Table.left;
import static dev.sluice.workbench.command.Table.rest;
import static dev.sluice.workbench.command.Table.right;

import dev.sluice.schemas.DiscoverySnapshot;
import dev.sluice.workbench.command.NoResults;
import dev.sluice.workbench.command.Table;
import java.util.List;
import java.util.Locale;

/** What the demo says of the beliefs in the graph of one experiment. Not thread-safe. */
public final class BeliefBoard {
  private static final Table PROGRESS = Table.of(right(5), left(14).after(2), rest().after(0));
  private static final Table SUMMARY =
      Table.of(
          left(8), left(14), right(9), right(9), right(8), right(8), right(8), right(8), right(10));

  private final String experimentId;
  private DiscoverySnapshot latest;

  /** A board of one experiment. */
  public BeliefBoard(String experimentId) {
    this.experimentId = experimentId;
  }

  /** Takes a snapshot. */
  public void observe(String id, DiscoverySnapshot snapshot) {
    latest = snapshot;
  }

  /** Samples that the latest beliefs know of, 0 while there are none. */
  public long samples() {
    return latest == null ? 0 : latest.getSamples();
  }

  /** One line. */
  public String progress(long seconds) {
    return PROGRESS.row(seconds + " s", experimentId, progress());
  }

  private String progress() {
    if (latest == null) {
      return "no beliefs yet";
    }
    if (latest.getEdges() == null) {
      return text("%,7d samples   %s", latest.getSamples(), without());
    }
    return text(
        "%,7d samples   E-SHD %6s   AUROC %-6s   %s of %,d epochs",
        latest.getSamples(),
        number("%.2f", latest.getExpectedShd()),
        number("%.4f", latest.getAuroc()),
        latest.getMethod(),
        latest.getEpochs());
  }

  /** The final table. */
  public List<String> summary() {
    if (latest == null) {
      return List.of(experimentId + ": no beliefs");
    }
    if (latest.getEdges() == null) {
      return List.of(text("%s: %,d samples, %s", experimentId, latest.getSamples(), without()));
    }
    return List.of(
        SUMMARY.row(
            "beliefs",
            "experiment",
            "variables",
            "samples",
            "epochs",
            "E-SHD",
            "AUROC",
            "SHD",
            "seconds"),
        SUMMARY.row(
            latest.getMethod(),
            experimentId,
            latest.getVariables().size(),
            text("%,d", latest.getSamples()),
            text("%,d", latest.getEpochs()),
            number("%.3f", latest.getExpectedShd()),
            number("%.4f", latest.getAuroc()),
            number("%d", latest.getShd()),
            number("%.1f", latest.getTrainingSeconds())));
  }

  private String without() {
    return latest.getFailure() == null && latest.getFailureReason() == null
        ? "nothing is learned yet"
        : NoResults.text(latest.getFailure(), latest.getFailureReason());
  }

  private static String number(String format, Number value) {
    return value == null ? "-" : text(format, value);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
