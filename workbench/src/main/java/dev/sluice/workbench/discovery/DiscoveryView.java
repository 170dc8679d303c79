// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.discovery;

import dev.sluice.schemas.DiscoverySnapshot;
import dev.sluice.schemas.LearningMethod;
import dev.sluice.schemas.PredictedTarget;
import dev.sluice.workbench.command.Courses;
import dev.sluice.workbench.command.EdgeMatrix;
import dev.sluice.workbench.command.History;
import dev.sluice.workbench.command.NoResults;
import dev.sluice.workbench.command.TopEdges;
import dev.sluice.workbench.command.UncertainEdges;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A snapshot of beliefs as text for a terminal, or for a file. */
final class DiscoveryView {
  private static final int EDGES = 5;
  private static final int LISTED = 20;

  /** As many regimes as a snapshot lists at most. */
  private static final int MOST_REGIMES = 64;

  private final boolean shaded;

  /**
   * A view.
   *
   * @param shaded whether colours and block characters can be shown
   */
  DiscoveryView(boolean shaded) {
    this.shaded = shaded;
  }

  /** The lines of one snapshot, with what is known of those before it. */
  List<String> lines(DiscoverySnapshot snapshot, DiscoveryHistory history) {
    List<String> lines = new ArrayList<>(heading(snapshot));
    if (snapshot.getEdges() == null) {
      lines.add(noResults(snapshot));
      return lines;
    }
    lines.add("");
    lines.addAll(beliefs(snapshot));
    lines.add("");
    lines.add("predicted graph: " + edges(snapshot.getGraph()));
    if (snapshot.getAcyclicGraph() != null
        && !snapshot.getAcyclicGraph().equals(snapshot.getGraph())) {
      lines.add("without cycles:  " + edges(snapshot.getAcyclicGraph()));
    }
    if (snapshot.getConfounded() != null) {
      lines.add("latent common causes: " + confounded(snapshot.getConfounded()));
    }
    lines.addAll(targets(snapshot));
    lines.add("");
    lines.addAll(
        UncertainEdges.lines(
            snapshot.getVariables(),
            snapshot.getEdges(),
            snapshot.getExistence(),
            snapshot.getOrientation(),
            EDGES));
    lines.add("");
    lines.addAll(courses(snapshot, history));
    return lines;
  }

  private static List<String> heading(DiscoverySnapshot snapshot) {
    return List.of(
        text(
            "%s: %d variables, %s%s%s",
            snapshot.getExperimentId(),
            snapshot.getVariables().size(),
            method(snapshot.getMethod()),
            snapshot.getEpochs() == null ? "" : text(", %,d epochs", snapshot.getEpochs()),
            steps(snapshot)),
        text(
            "%,d samples as of %s%s",
            snapshot.getSamples(), Instant.ofEpochMilli(snapshot.getAsOf()), held(snapshot)));
  }

  private static String method(LearningMethod method) {
    return method == LearningMethod.UNKNOWN ? "a method of a later version" : method.name();
  }

  private static String steps(DiscoverySnapshot snapshot) {
    String seconds =
        snapshot.getTrainingSeconds() == null
            ? ""
            : text(" in %.1f s", snapshot.getTrainingSeconds());
    return snapshot.getFitSteps() == null || snapshot.getGraphSteps() == null
        ? seconds
        : text(
            " (%,d steps of networks, %,d of beliefs%s)",
            snapshot.getFitSteps(), snapshot.getGraphSteps(), seconds);
  }

  private static String held(DiscoverySnapshot snapshot) {
    if (snapshot.getRows() == null) {
      return "";
    }
    Map<String, Long> regimes = snapshot.getRowsByRegime();
    int interventions = regimes.size() - (regimes.containsKey("") ? 1 : 0);
    return text(
        ", %,d held (%,d observational, %s%d intervention regimes)",
        snapshot.getRows(),
        regimes.getOrDefault("", 0L),
        regimes.size() < MOST_REGIMES ? "" : "at least ",
        interventions);
  }

  private String noResults(DiscoverySnapshot snapshot) {
    return snapshot.getFailure() == null && snapshot.getFailureReason() == null
        ? "nothing is learned yet"
        : NoResults.text(snapshot.getFailure(), snapshot.getFailureReason());
  }

  private List<String> beliefs(DiscoverySnapshot snapshot) {
    List<String> names = snapshot.getVariables();
    List<String> lines = new ArrayList<>();
    if (names.size() <= EdgeMatrix.MOST_VARIABLES) {
      List<List<String>> graph = snapshot.getGraph() == null ? List.of() : snapshot.getGraph();
      lines.add("belief in row -> column, * in the predicted graph");
      lines.addAll(EdgeMatrix.lines(names, snapshot.getEdges(), graph, shaded));
    } else {
      lines.add("edges most believed in");
      lines.addAll(TopEdges.lines(names, snapshot.getEdges()));
    }
    return lines;
  }

  private static String edges(List<List<String>> edges) {
    if (edges == null) {
      return "unknown";
    }
    return some(edges, edge -> String.join(" -> ", edge));
  }

  private static String confounded(List<List<Object>> pairs) {
    return some(pairs, pair -> text("%s - %s %s", pair.get(0), pair.get(1), digits(pair.get(2))));
  }

  private static String digits(Object score) {
    return score instanceof Number number ? EdgeMatrix.digits(number.doubleValue()) : "-";
  }

  /** As many as fit on a screen. */
  private static <T> String some(List<T> all, Function<T, String> text) {
    if (all.isEmpty()) {
      return "none";
    }
    String first = all.stream().limit(LISTED).map(text).collect(Collectors.joining(", "));
    return all.size() <= LISTED ? first : first + text(" and %,d more", all.size() - LISTED);
  }

  private static List<String> targets(DiscoverySnapshot snapshot) {
    List<PredictedTarget> targets = snapshot.getPredictedTargets();
    return targets == null || targets.isEmpty()
        ? List.of()
        : List.of("predicted targets: " + some(targets, DiscoveryView::target));
  }

  private static String target(PredictedTarget target) {
    return target.getTarget() == null || target.getProbability() == null
        ? target.getRegime() + ": unknown"
        : text(
            "%s: %s %s",
            target.getRegime(), target.getTarget(), EdgeMatrix.digits(target.getProbability()));
  }

  private List<String> courses(DiscoverySnapshot snapshot, DiscoveryHistory history) {
    DiscoveryHistory.Point now = DiscoveryHistory.Point.of(snapshot);
    History<DiscoveryHistory.Point> points = history.points();
    return new Courses(shaded, points.size())
        .add("loss, nats", "%.4f", now.loss(), points.series(DiscoveryHistory.Point::loss))
        .add("entropy, nats", "%.3f", now.entropy(), points.series(DiscoveryHistory.Point::entropy))
        .add(
            "expected SHD",
            "%.3f",
            now.expectedShd(),
            points.series(DiscoveryHistory.Point::expectedShd))
        .add("SHD", "%.0f", now.shd(), points.series(DiscoveryHistory.Point::shd))
        .add("AUROC", "%.4f", now.auroc(), points.series(DiscoveryHistory.Point::auroc))
        .add("Brier score", "%.4f", now.brier(), points.series(DiscoveryHistory.Point::brier))
        .lines();
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
