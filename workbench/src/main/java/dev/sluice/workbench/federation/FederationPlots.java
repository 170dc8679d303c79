// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.federation;

import dev.sluice.models.discovery.study.DrawCounts;
import dev.sluice.models.discovery.study.GroundTruth;
import dev.sluice.models.federation.study.FederationOutcome;
import dev.sluice.models.federation.study.FederationStudy;
import dev.sluice.models.federation.study.Party;
import dev.sluice.models.statistics.Quartiles;
import dev.sluice.workbench.command.StudyChart;
import dev.sluice.workbench.command.StudyFolder;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Plots of a study of federations: what is measured, against rounds. */
final class FederationPlots {
  private static final List<Measure> MEASURES =
      List.of(
          new Measure("shd", "SHD of the acyclic graph", FederationOutcome::acyclicShd),
          new Measure("auroc", "AUROC", FederationOutcome::auroc));

  private FederationPlots() {}

  /** Something to plot; {@code file} begins the names of its files. */
  private record Measure(String file, String name, ToDoubleFunction<FederationOutcome> value) {}

  /** Draws all plots into a folder. */
  static void draw(
      FederationStudy.Settings settings, List<FederationOutcome> outcomes, StudyFolder out) {
    for (GroundTruth truth : settings.truths()) {
      for (DrawCounts draws : settings.draws()) {
        FederationCell cell = FederationCell.of(outcomes, truth.name(), draws);
        for (Measure measure : MEASURES) {
          out.write(
              "%s-%s-%d-%d"
                  .formatted(
                      measure.file,
                      truth.name().replaceAll("[^A-Za-z0-9._]+", "-"),
                      draws.observations(),
                      draws.interventions()),
              chart(settings, truth, draws, cell, measure).draw());
        }
      }
    }
  }

  private static StudyChart chart(
      FederationStudy.Settings settings,
      GroundTruth truth,
      DrawCounts draws,
      FederationCell cell,
      Measure measure) {
    int[] rounds = IntStream.rangeClosed(1, settings.training().rounds()).toArray();
    List<StudyChart.Series> series = new ArrayList<>();
    for (Party party : settings.parties()) {
      List<Quartiles> quartiles =
          IntStream.of(rounds)
              .mapToObj(round -> cell.quartiles(party, round, measure.value))
              .toList();
      series.add(new StudyChart.Series(party.label(), colour(party), marker(party), quartiles));
    }
    return new StudyChart(
        "%s, %d sites, %s, %d observations and %d per target"
            .formatted(
                truth.name(),
                settings.sites(),
                settings.split(),
                draws.observations(),
                draws.interventions()),
        "round",
        measure.name,
        IntStream.of(rounds).mapToObj(String::valueOf).toList(),
        series);
  }

  /** The colours of Okabe and Ito, which colour-blind people can tell apart. */
  private static Color colour(Party party) {
    return switch (party) {
      case NAIVE -> new Color(0xd55e00);
      case PROXIMITY -> new Color(0x0072b2);
      case TRIMMED -> new Color(0x009e73);
      case ALONE -> new Color(0xcc79a7);
      case POOLED -> Color.BLACK;
    };
  }

  private static Marker marker(Party party) {
    return switch (party) {
      case NAIVE -> SeriesMarkers.SQUARE;
      case PROXIMITY -> SeriesMarkers.CIRCLE;
      case TRIMMED -> SeriesMarkers.DIAMOND;
      case ALONE -> SeriesMarkers.TRIANGLE_UP;
      case POOLED -> SeriesMarkers.CROSS;
    };
  }
}
