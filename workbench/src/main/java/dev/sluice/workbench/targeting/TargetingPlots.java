// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.targeting;

import dev.sluice.models.statistics.Quartiles;
import dev.sluice.models.targeting.TargetingRule;
import dev.sluice.models.targeting.study.TargetingOutcome;
import dev.sluice.workbench.command.StudyChart;
import dev.sluice.workbench.command.StudyFolder;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Plots of a study of targeting: what is left to learn, against rows. */
record TargetingPlots(TargetingResults results) {
  /** Draws all into a folder. */
  void draw(StudyFolder out) {
    for (String family : results.families().keySet()) {
      String file = family.replaceAll("[^A-Za-z0-9._]+", "-");
      StudyChart shd = chart(family, "expected SHD", TargetingOutcome::expectedShd);
      out.write("expected-shd-" + file, shd.draw());
      StudyChart entropy = chart(family, "entropy of graphs, nats", TargetingOutcome::entropy);
      out.write("entropy-" + file, entropy.draw());
    }
  }

  private StudyChart chart(
      String family, String measure, ToDoubleFunction<TargetingOutcome> value) {
    int rounds = results.settings().loop().rounds();
    int rows = results.settings().loop().rows();
    List<StudyChart.Series> series = new ArrayList<>();
    for (TargetingRule rule : results.settings().rules()) {
      series.add(
          new StudyChart.Series(
              rule.label(),
              colour(rule),
              marker(rule),
              IntStream.rangeClosed(0, rounds)
                  .mapToObj(round -> quartiles(family, rule, round, value))
                  .toList()));
    }
    return new StudyChart(
        "%s, %s".formatted(family, results.kind()),
        "rows under interventions",
        measure,
        IntStream.rangeClosed(0, rounds).mapToObj(round -> String.valueOf(round * rows)).toList(),
        series);
  }

  private Quartiles quartiles(
      String family, TargetingRule rule, int round, ToDoubleFunction<TargetingOutcome> value) {
    return Quartiles.of(
        results.ofFamily(family).stream()
            .filter(outcome -> outcome.rule() == rule && outcome.round() == round)
            .mapToDouble(value)
            .toArray());
  }

  /** The colours of Okabe and Ito, which colour-blind people can tell apart. */
  private static Color colour(TargetingRule rule) {
    return switch (rule) {
      case RANDOM -> Color.BLACK;
      case ROUND_ROBIN -> new Color(0x999999);
      case EIG -> new Color(0x0072b2);
      case AIT -> new Color(0xd55e00);
      case CBED -> new Color(0x009e73);
      case ENTROPY -> new Color(0xcc79a7);
      case DESCENDANTS -> new Color(0xe69f00);
      case ORACLE -> new Color(0x56b4e9);
      case GIT -> new Color(0xf0e442);
      case GIT_PRIVILEGED -> new Color(0x8b4513);
    };
  }

  private static Marker marker(TargetingRule rule) {
    return switch (rule) {
      case RANDOM -> SeriesMarkers.CROSS;
      case ROUND_ROBIN -> SeriesMarkers.CIRCLE;
      case EIG -> SeriesMarkers.DIAMOND;
      case AIT -> SeriesMarkers.SQUARE;
      case CBED -> SeriesMarkers.TRIANGLE_UP;
      case ENTROPY -> SeriesMarkers.TRIANGLE_DOWN;
      case DESCENDANTS -> SeriesMarkers.PLUS;
      case ORACLE -> SeriesMarkers.OVAL;
      case GIT -> SeriesMarkers.RECTANGLE;
      case GIT_PRIVILEGED -> SeriesMarkers.TRAPEZOID;
    };
  }
}
