// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.evaluation;

import dev.sluice.models.statistics.Interval;
import java.util.List;

/**
 * What the paper reports (Federau, Christensen, Scherrer et al. 2020, abstract of arXiv
 * 2012.14771), to be shown beside results on phantoms and never mixed with them: its data is
 * clinical and not public, so that nothing here reproduces it.
 */
public final class PublishedLesionResults {
  /** Cases of the paper's test set, 20 % of its stroke database; how many positive is not given. */
  public static final int TEST_CASES = 192;

  /** To be printed wherever the published intervals are. */
  public static final String INTERVALS =
      "Published intervals, called 95 % there, all equal p +- 1 standard error at n = 192, which"
          + " is 68 %; as 95 % intervals they would take some 600 to 800 cases. Neither is proven:"
          + " no interval here reproduces them.";

  private static final List<Segmentation> SEGMENTATION =
      List.of(
          new Segmentation("CDB", 375, 0, 0.65),
          new Segmentation("S2DB", 0, 2_000, Double.NaN),
          new Segmentation("CS2DB", 375, 2_000, 0.70),
          new Segmentation("CS40DB", 375, 40_000, 0.72));

  private static final List<Detection> DETECTION =
      List.of(
          detection("CS40DB", 91, 89, 93, 75, 72, 78),
          detection("reader 3", 84, 81, 87, 96, 94, 97),
          detection("reader 1", 78, 75, 81, 92, 90, 94),
          detection("reader 2", 79, 76, 82, 89, 86, 91));

  private PublishedLesionResults() {}

  /**
   * Segmentation by a model; the paper gives P &lt; .001 for CS40DB against CS2DB and against CDB,
   * by paired two-tailed t-tests.
   *
   * @param trainingSet the paper's name of it
   * @param clinicalCases labelled cases that the model learned from
   * @param syntheticCases synthetic ones
   * @param dice mean on the test cases, blank where the abstract has none
   */
  public record Segmentation(
      String trainingSet, int clinicalCases, int syntheticCases, double dice) {}

  /**
   * Detection by the best model or a neuroradiologist. Specificities of readers are taken to come
   * in the order in which the abstract has their sensitivities: 3, 1, 2.
   *
   * @param reader who, as the abstract calls them
   * @param sensitivity share of cases with a lesion
   * @param sensitivityInterval as published; see {@link #INTERVALS}
   * @param specificity share of cases without
   * @param specificityInterval as published
   */
  public record Detection(
      String reader,
      double sensitivity,
      Interval sensitivityInterval,
      double specificity,
      Interval specificityInterval) {}

  /** Mean Dice by training set. */
  public static List<Segmentation> segmentation() {
    return SEGMENTATION;
  }

  /** Sensitivity and specificity of the CS40DB model and of three neuroradiologists. */
  public static List<Detection> detection() {
    return DETECTION;
  }

  private static Detection detection(
      String reader,
      int sensitivity,
      int lowerSensitivity,
      int upperSensitivity,
      int specificity,
      int lowerSpecificity,
      int upperSpecificity) {
    return new Detection(
        reader,
        sensitivity / 100.0,
        new Interval(lowerSensitivity / 100.0, upperSensitivity / 100.0),
        specificity / 100.0,
        new Interval(lowerSpecificity / 100.0, upperSpecificity / 100.0));
  }
}
