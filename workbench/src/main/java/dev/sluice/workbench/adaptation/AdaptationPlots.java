// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.adaptation;

import dev.sluice.models.adaptation.Scope;
import dev.sluice.models.adaptation.study.AdaptationStudy;
import dev.sluice.models.adaptation.study.BestGap;
import dev.sluice.models.learner.ModelClass;
import dev.sluice.models.statistics.Quartiles;
import dev.sluice.workbench.command.StudyChart;
import dev.sluice.workbench.command.StudyFolder;
import java.awt.Color;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Plots of an adaptation study: gaps of all classes, each at its best discount. */
final class AdaptationPlots {
  /** Shots of the plot against density, if the study has them. */
  private static final int FEW_SHOTS = 20;

  private static final String TITLE = "Gap to the shifted law, ";
  private static final String MEASURE = "gap, nats";

  private AdaptationPlots() {}

  /** Draws all plots into a folder. */
  static void draw(AdaptationStudy.Settings settings, List<BestGap> gaps, StudyFolder out) {
    int few = fewShots(settings);
    for (int source : settings.sources()) {
      for (String density : settings.densities()) {
        out.write(
            "gap-%s-source-%d".formatted(density, source),
            new StudyChart(
                    TITLE + "%s, %d source samples".formatted(density, source),
                    "shots: samples since the shift",
                    MEASURE,
                    settings.points().stream().map(String::valueOf).toList(),
                    series(gaps, cells(settings.points(), density, source)))
                .draw());
      }
      out.write(
          "gap%d-source-%d".formatted(few, source),
          new StudyChart(
                  TITLE + "after %d shots, %d source samples".formatted(few, source),
                  "density of the graph",
                  MEASURE,
                  settings.densities(),
                  series(
                      gaps,
                      settings.densities().stream()
                          .map(density -> new BestGap.Cell(density, source, few))
                          .toList()))
              .draw());
    }
  }

  private static int fewShots(AdaptationStudy.Settings settings) {
    List<Integer> points = settings.points();
    return points.contains(FEW_SHOTS) ? FEW_SHOTS : points.get(points.size() - 1);
  }

  private static List<BestGap.Cell> cells(List<Integer> points, String density, int source) {
    return points.stream().map(shots -> new BestGap.Cell(density, source, shots)).toList();
  }

  private static List<StudyChart.Series> series(List<BestGap> gaps, List<BestGap.Cell> cells) {
    return List.of(ModelClass.values()).stream()
        .filter(model -> find(gaps, cells.get(0), model).isPresent())
        .map(
            model ->
                new StudyChart.Series(
                    AdaptationTable.name(model),
                    colour(model),
                    marker(model),
                    cells.stream().map(cell -> find(gaps, cell, model).orElseThrow()).toList()))
        .toList();
  }

  private static Optional<Quartiles> find(List<BestGap> gaps, BestGap.Cell cell, ModelClass model) {
    return gaps.stream()
        .filter(gap -> gap.cell().equals(cell))
        .filter(gap -> gap.model() == model && gap.scope() == Scope.ALL)
        .map(BestGap::quartiles)
        .findFirst();
  }

  /** The colours of Okabe and Ito, which colour-blind people can tell apart. */
  private static Color colour(ModelClass model) {
    return switch (model) {
      case CAUSAL -> new Color(0x0072b2);
      case LEARNED -> new Color(0x56b4e9);
      case FULL -> new Color(0x009e73);
      case ANTICAUSAL -> new Color(0xd55e00);
      case RANDOM -> new Color(0xcc79a7);
      case MONOLITH -> new Color(0xe69f00);
      case TABLE, PSEUDO -> Color.BLACK;
    };
  }

  private static Marker marker(ModelClass model) {
    return switch (model) {
      case CAUSAL, LEARNED -> SeriesMarkers.CIRCLE;
      case FULL -> SeriesMarkers.SQUARE;
      case ANTICAUSAL -> SeriesMarkers.TRIANGLE_DOWN;
      case RANDOM -> SeriesMarkers.TRIANGLE_UP;
      case MONOLITH -> SeriesMarkers.DIAMOND;
      case TABLE, PSEUDO -> SeriesMarkers.CROSS;
    };
  }
}
