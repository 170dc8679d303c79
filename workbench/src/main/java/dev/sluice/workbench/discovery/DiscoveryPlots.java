// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.discovery;

import dev.sluice.models.discovery.study.DiscoveryOutcome;
import dev.sluice.models.discovery.study.DiscoveryStudy;
import dev.sluice.models.discovery.study.DrawCounts;
import dev.sluice.models.discovery.study.GroundTruth;
import dev.sluice.models.discovery.study.StudyMethod;
import dev.sluice.models.statistics.Quartiles;
import dev.sluice.workbench.command.StudyChart;
import dev.sluice.workbench.command.StudyFolder;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Plots of a study of discovery: what is measured, against epochs and against draws. */
final class DiscoveryPlots {
  private static final List<Measure> MEASURES =
      List.of(
          new Measure("shd", "SHD", DiscoveryOutcome::shd),
          new Measure("expected-shd", "expected SHD", DiscoveryOutcome::expectedShd),
          new Measure("auroc", "AUROC", DiscoveryOutcome::auroc));

  private final DiscoveryStudy.Settings settings;
  private final DiscoveryMedians medians;
  private final StudyFolder out;

  /** Something to plot; {@code file} begins the names of its files. */
  private record Measure(String file, String name, ToDoubleFunction<DiscoveryOutcome> value) {}

  private DiscoveryPlots(
      DiscoveryStudy.Settings settings, DiscoveryMedians medians, StudyFolder out) {
    this.settings = settings;
    this.medians = medians;
    this.out = out;
  }

  /** Draws all plots into a folder. */
  static void draw(
      DiscoveryStudy.Settings settings, List<DiscoveryOutcome> outcomes, StudyFolder out) {
    DiscoveryPlots plots = new DiscoveryPlots(settings, new DiscoveryMedians(outcomes), out);
    for (GroundTruth truth : settings.truths()) {
      for (Measure measure : MEASURES) {
        plots.againstEpochs(truth, measure);
        plots.againstDraws(truth, measure);
      }
    }
  }

  private void againstEpochs(GroundTruth truth, Measure measure) {
    List<Integer> epochs = DiscoveryTable.epochs(settings.epochs());
    for (DrawCounts draws : settings.draws()) {
      DiscoveryMedians cell = medians.of(truth.name(), draws);
      String file =
          "%s-%s-%d-%d"
              .formatted(
                  measure.file, fileName(truth), draws.observations(), draws.interventions());
      write(
          file,
          "%s, %s".formatted(truth.name(), DiscoveryTable.text(draws, truth)),
          "epoch",
          measure,
          epochs.stream().map(String::valueOf).toList(),
          method -> series(epochs, epoch -> cell.at(method, epoch).quartiles(measure.value)));
    }
  }

  private void againstDraws(GroundTruth truth, Measure measure) {
    if (settings.draws().size() == 1) {
      return;
    }
    int last = settings.epochs();
    write(
        "%s-%s-draws".formatted(measure.file, fileName(truth)),
        "%s after epoch %d".formatted(truth.name(), last),
        "draws, of all regimes together",
        measure,
        settings.draws().stream()
            .map(draws -> String.format(Locale.ROOT, "%,d", total(draws, truth)))
            .toList(),
        method ->
            series(
                settings.draws(),
                draws ->
                    medians.of(truth.name(), draws).at(method, last).quartiles(measure.value)));
  }

  private static long total(DrawCounts draws, GroundTruth truth) {
    return draws.total(truth.domain().dimension());
  }

  /** One quartiles for each point; none if they are not defined at each. */
  private static <P> List<Quartiles> series(
      List<P> points, Function<P, Optional<Quartiles>> quartiles) {
    List<Quartiles> series = points.stream().flatMap(p -> quartiles.apply(p).stream()).toList();
    return series.size() == points.size() ? series : List.of();
  }

  private void write(
      String file,
      String title,
      String axis,
      Measure measure,
      List<String> points,
      Function<StudyMethod, List<Quartiles>> quartiles) {
    List<StudyChart.Series> series = new ArrayList<>();
    for (StudyMethod method : settings.methods()) {
      List<Quartiles> ofMethod = quartiles.apply(method);
      if (!ofMethod.isEmpty()) {
        series.add(new StudyChart.Series(method.label(), colour(method), marker(method), ofMethod));
      }
    }
    if (!series.isEmpty()) {
      out.write(file, new StudyChart(title, axis, measure.name, points, series).draw());
    }
  }

  private static String fileName(GroundTruth truth) {
    return truth.name().replaceAll("[^A-Za-z0-9._]+", "-");
  }

  /** The colours of Okabe and Ito, which colour-blind people can tell apart. */
  private static Color colour(StudyMethod method) {
    return switch (method) {
      case ENCO -> new Color(0x0072b2);
      case DSDI -> new Color(0xd55e00);
      case DCDI -> new Color(0x009e73);
      case EXACT -> Color.BLACK;
    };
  }

  private static Marker marker(StudyMethod method) {
    return switch (method) {
      case ENCO -> SeriesMarkers.CIRCLE;
      case DSDI -> SeriesMarkers.SQUARE;
      case DCDI -> SeriesMarkers.DIAMOND;
      case EXACT -> SeriesMarkers.CROSS;
    };
  }
}
