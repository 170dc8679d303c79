// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

import dev.sluice.models.statistics.Interval;
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
    Interval gap = findings.lossGap().interval();
    Interval distance = findings.distance().interval();
    double cosine = findings.jacobian().cosine();
    String closest = findings.closest();
    if (gap.lower() > margins.lossGap() || gap.upper() < -margins.lossGap()) {
      return new Agreement(
          Is.DIFFERENT,
          "its loss is %s that of %s by %s"
              .formatted(
                  gap.lower() > 0 ? "above" : "below",
                  closest,
                  percent(Math.abs(findings.lossGap().value()))));
    }
    if (distance.lower() > margins.distance()) {
      return new Agreement(
          Is.DIFFERENT,
          String.format(
              Locale.ROOT,
              "its predictions are %.3f from those of %s, more than %s",
              findings.distance().value(),
              closest,
              margins.distance()));
    }
    if (cosine < margins.cosine()) {
      return new Agreement(
          Is.DIFFERENT,
          String.format(
              Locale.ROOT,
              "its Jacobian has the cosine %.3f to that of %s, less than %s",
              cosine,
              closest,
              margins.cosine()));
    }
    if (gap.lower() >= -margins.lossGap()
        && gap.upper() <= margins.lossGap()
        && distance.upper() <= margins.distance()
        && cosine >= margins.cosine()) {
      return new Agreement(Is.SAME, "it is " + closest + " within the margins");
    }
    return new Agreement(Is.UNCLEAR, "intervals from %s reach over the margins".formatted(closest));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
