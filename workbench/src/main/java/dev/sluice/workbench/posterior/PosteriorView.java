// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.posterior;

import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.workbench.command.Courses;
import dev.sluice.workbench.command.EdgeMatrix;
import dev.sluice.workbench.command.NoResults;
import dev.sluice.workbench.command.TopEdges;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A snapshot of a posterior as text for a terminal, or for a file. */
final class PosteriorView {
  private static final int PAIRS = 5;

  private final boolean shaded;

  /**
   * A view.
   *
   * @param shaded whether colours and block characters can be shown
   */
  PosteriorView(boolean shaded) {
    this.shaded = shaded;
  }

  /** The lines of one snapshot, with what is known of those before it. */
  List<String> lines(PosteriorSnapshot snapshot, PosteriorHistory history) {
    List<String> lines = new ArrayList<>(heading(snapshot));
    if (snapshot.getEdges() == null) {
      lines.add(NoResults.text(snapshot.getFailure(), snapshot.getFailureReason()));
      return lines;
    }
    lines.add("");
    if (snapshot.getVariables().size() <= EdgeMatrix.MOST_VARIABLES) {
      lines.add("P(row -> column), * in the most probable graph");
      lines.addAll(
          EdgeMatrix.lines(
              snapshot.getVariables(), snapshot.getEdges(), mapGraph(snapshot), shaded));
    } else {
      lines.add("most probable edges");
      lines.addAll(TopEdges.lines(snapshot.getVariables(), snapshot.getEdges()));
    }
    lines.add("");
    lines.addAll(uncertain(snapshot));
    lines.add("");
    lines.addAll(convergence(snapshot, history));
    return lines;
  }

  private static List<String> heading(PosteriorSnapshot snapshot) {
    List<String> lines = new ArrayList<>(about(snapshot));
    if (snapshot.getDiagnostics() != null) {
      lines.addAll(DiagnosticsView.lines(snapshot.getMethod(), snapshot.getDiagnostics()));
    }
    if (snapshot.getVariational() != null) {
      lines.add(DiagnosticsView.line(snapshot.getVariational()));
    }
    return lines;
  }

  private static List<String> about(PosteriorSnapshot snapshot) {
    return List.of(
        text(
            "%s: %d variables%s%s%s",
            snapshot.getExperimentId(),
            snapshot.getVariables().size(),
            method(snapshot),
            snapshot.getStructurePrior() == null
                ? ""
                : ", prior " + snapshot.getStructurePrior().name().toLowerCase(Locale.ROOT),
            snapshot.getPriorScale() == null ? "" : text(", t = %.3g", snapshot.getPriorScale())),
        text(
            "%,d samples (%s) as of %s%s",
            snapshot.getSamples(),
            regimes(snapshot),
            Instant.ofEpochMilli(snapshot.getAsOf()),
            snapshot.getRefreshMillis() == null
                ? ""
                : text(", refreshed in %.1f ms", snapshot.getRefreshMillis())));
  }

  private static List<List<String>> mapGraph(PosteriorSnapshot snapshot) {
    return snapshot.getMapGraph() == null ? List.of() : snapshot.getMapGraph();
  }

  private static String method(PosteriorSnapshot snapshot) {
    if (snapshot.getMethod() == null) {
      return "";
    }
    return switch (snapshot.getMethod()) {
      case ENUMERATION -> ", all graphs enumerated";
      case EXACT -> ", exact";
      case ORDER_EXACT -> ", exact over orders";
      case MCMC -> ", sampled";
      case VCN -> ", by a variational network";
      case UNKNOWN -> ", by a method of a later version";
    };
  }

  private static String regimes(PosteriorSnapshot snapshot) {
    Map<String, Long> listed = snapshot.getSamplesByRegime();
    int others = snapshot.getOtherRegimes() == null ? 0 : snapshot.getOtherRegimes();
    int regimes = listed.size() + others;
    if (others > 0 && !listed.containsKey("")) {
      return text("%,d regimes", regimes);
    }
    return text(
        "%,d observational, %,d intervention regimes",
        listed.getOrDefault("", 0L), regimes - (listed.containsKey("") ? 1 : 0));
  }

  private static List<String> uncertain(PosteriorSnapshot snapshot) {
    List<UncertainPairs.Pair> pairs = UncertainPairs.of(snapshot, PAIRS);
    if (pairs.isEmpty()) {
      return List.of("of every pair, one way to join it has probability " + UncertainPairs.CERTAIN);
    }
    List<String> lines = new ArrayList<>();
    lines.add("least certain pairs");
    for (UncertainPairs.Pair pair : pairs) {
      lines.add(
          text(
              "  %s -> %s %s   %2$s -> %1$s %s   neither %s",
              pair.first(),
              pair.second(),
              EdgeMatrix.digits(pair.forward()),
              EdgeMatrix.digits(pair.backward()),
              EdgeMatrix.digits(pair.absent())));
    }
    return lines;
  }

  private List<String> convergence(PosteriorSnapshot snapshot, PosteriorHistory history) {
    return new Courses(shaded, history.snapshots())
        .add("expected SHD", "%.3f", snapshot.getExpectedShd(), history.expectedShd())
        .add("AUROC", "%.4f", snapshot.getAuroc(), history.auroc())
        .add("Brier score", "%.4f", snapshot.getBrier(), history.brier())
        .add("entropy, nats", "%.3f", snapshot.getEntropy(), history.entropy())
        .add("expected edges", "%.2f", snapshot.getExpectedEdges(), history.expectedEdges())
        .lines();
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
