// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

import dev.sluice.models.statistics.Interval;
import java.util.List;
import java.util.Locale;

/**
 * Whether a model and its closest algorithm are the same within margins.
 *
 * @param is what holds
 * @param reason in words
 */
public record Agreement(Is is, String reason) {

  /** Whether they are the same. */
  public enum Is {
    /** All intervals lie within the margins. */
    SAME,
    /** One lies outside of its margin. */
    DIFFERENT,
    /** None does, but one reaches over its margin. */
    UNCLEAR
  }

  /** Of findings. */
  public static Agreement of(Findings findings, Margins margins) {
    String closest = findings.closest();
    Agreement predictions = of(closest, findings.lossGap(), findings.distance(), margins);
    double cosine = findings.jacobian().cosine();
    if (predictions.is() != Is.DIFFERENT && cosine < margins.cosine()) {
      return new Agreement(
          Is.DIFFERENT,
          String.format(
              Locale.ROOT,
              "its Jacobian has the cosine %.3f to that of %s, less than %s",
              cosine,
              closest,
              margins.cosine()));
    }
    return predictions.is() == Is.SAME && !(cosine >= margins.cosine())
        ? unclear(closest)
        : predictions;
  }

  /**
   * Of losses and predictions alone, where nobody takes derivatives: on a stream. It says less than
   * that of findings.
   *
   * @param algorithms their names, in their order
   */
  public static Agreement of(
      RunningComparison comparison, List<String> algorithms, Margins margins) {
    int closest = comparison.closest();
    if (closest < 0) {
      return new Agreement(
          Is.UNCLEAR,
          comparison.tokens() == 0
              ? "nothing has been predicted yet"
              : "no algorithm has predicted all that it has");
    }
    Estimate gap = comparison.lossGap(closest);
    Estimate distance = comparison.distance(closest);
    Agreement found = of(algorithms.get(closest), gap, distance, margins);
    boolean isBlank = Double.isNaN(gap.interval().lower());
    return found.is() == Is.UNCLEAR && isBlank
        ? new Agreement(Is.UNCLEAR, "too few sequences have come for an interval")
        : found;
  }

  private static Agreement of(
      String closest, Estimate lossGap, Estimate distances, Margins margins) {
    Interval gap = lossGap.interval();
    Interval distance = distances.interval();
    if (gap.lower() > margins.lossGap() || gap.upper() < -margins.lossGap()) {
      return new Agreement(
          Is.DIFFERENT,
          "its loss is %s that of %s by %s"
              .formatted(
                  gap.lower() > 0 ? "above" : "below",
                  closest,
                  percent(Math.abs(lossGap.value()))));
    }
    if (distance.lower() > margins.distance()) {
      return new Agreement(
          Is.DIFFERENT,
          String.format(
              Locale.ROOT,
              "its predictions are %.3f from those of %s, more than %s",
              distances.value(),
              closest,
              margins.distance()));
    }
    if (gap.lower() >= -margins.lossGap()
        && gap.upper() <= margins.lossGap()
        && distance.upper() <= margins.distance()) {
      return new Agreement(Is.SAME, "it is " + closest + " within the margins");
    }
    return unclear(closest);
  }

  private static Agreement unclear(String closest) {
    return new Agreement(Is.UNCLEAR, "intervals from %s reach over the margins".formatted(closest));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
