// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.load;

import dev.sluice.benchmarks.workload.AdaptationWorkload;
import dev.sluice.benchmarks.workload.DiscoveryWorkload;
import dev.sluice.benchmarks.workload.PosteriorWorkload;
import dev.sluice.benchmarks.workload.SurveyWorkload;
import dev.sluice.benchmarks.workload.Workload;
import java.awt.Color;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The jobs that are put under load. */
enum MeasuredJob {
  POSTERIOR(new Color(0x0072b2), SeriesMarkers.CIRCLE),
  /** Five classes of models: when learned graphs come is not the samples' matter. */
  ADAPTATION(new Color(0xd55e00), SeriesMarkers.DIAMOND, "--no-learned-graph"),
  SURVEY(new Color(0x009e73), SeriesMarkers.SQUARE),
  /** What comes in beside training, which takes what its steps take, whatever comes in. */
  DISCOVERY(new Color(0xcc79a7), SeriesMarkers.TRIANGLE_UP, "--train-every=1000000000");

  private static final int SAMPLES_PER_FORM = 5;

  private final Color colour;
  private final Marker marker;
  private final List<String> options;

  MeasuredJob(Color colour, Marker marker, String... options) {
    this.colour = colour;
    this.marker = marker;
    this.options = List.of(options);
  }

  Color colour() {
    return colour;
  }

  Marker marker() {
    return marker;
  }

  /** The options of the job. */
  List<String> options() {
    return options;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What stands in the place of variables. */
  String width() {
    return this == SURVEY ? "scenarios" : "variables";
  }

  /** What stands in the place of experiments. */
  String keys() {
    return this == SURVEY ? "models" : "experiments";
  }

  /**
   * Records of continuous variables; of a survey, answers of models.
   *
   * @param keys experiments or models
   * @param width variables or scenarios
   */
  Workload workload(int keys, int width) {
    return switch (this) {
      case POSTERIOR -> PosteriorWorkload.gaussian(keys, width);
      case ADAPTATION -> new AdaptationWorkload("linear-gaussian", keys, width);
      case DISCOVERY -> DiscoveryWorkload.gaussian(keys, width);
      case SURVEY -> new SurveyWorkload(keys, width, SAMPLES_PER_FORM, false);
    };
  }

  /** Whether it can be measured on categorical variables, whose state may grow without end. */
  boolean hasCategorical() {
    return this == POSTERIOR || this == ADAPTATION;
  }

  /** Records of variables of three categories. */
  Workload categorical(int keys, int width) {
    return this == POSTERIOR
        ? PosteriorWorkload.categorical(keys, width)
        : new AdaptationWorkload("categorical:3", keys, width);
  }
}
