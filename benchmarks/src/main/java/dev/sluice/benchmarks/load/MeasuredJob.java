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
  POSTERIOR,
  ADAPTATION,
  SURVEY,
  DISCOVERY;

  private static final int SAMPLES_PER_FORM = 5;

  /** The colours of Okabe and Ito, which colour-blind people can tell apart. */
  Color colour() {
    return switch (this) {
      case POSTERIOR -> new Color(0x0072b2);
      case ADAPTATION -> new Color(0xd55e00);
      case SURVEY -> new Color(0x009e73);
      case DISCOVERY -> new Color(0xcc79a7);
    };
  }

  Marker marker() {
    return switch (this) {
      case POSTERIOR -> SeriesMarkers.CIRCLE;
      case ADAPTATION -> SeriesMarkers.DIAMOND;
      case SURVEY -> SeriesMarkers.SQUARE;
      case DISCOVERY -> SeriesMarkers.TRIANGLE_UP;
    };
  }

  /**
   * The options of the job. Adaptation has five classes of models: when learned graphs come is not
   * the samples' matter; its burn-in, which costs less, is short beside every stream. Discovery
   * does not train, which takes what its steps take, whatever comes.
   */
  List<String> options() {
    return switch (this) {
      case ADAPTATION -> List.of("--no-learned-graph", "--burn-in=1000");
      case DISCOVERY -> List.of("--train-every=1000000000");
      case POSTERIOR, SURVEY -> List.of();
    };
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
