// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

import dev.sluice.models.statistics.Interval;
import java.util.Locale;

/**
 * A value of all sequences, and the interval in which it lies if sequences are drawn again.
 *
 * @param interval of the {@link Bootstrap}, or of the {@link Jackknife} on a stream
 */
public record Estimate(double value, Interval interval) {

  /** As tables say it: so many digits after the point. */
  public String text(int digits) {
    String number = "%." + digits + "f";
    return String.format(
        Locale.ROOT,
        number + " [" + number + ", " + number + "]",
        value,
        interval.lower(),
        interval.upper());
  }
}
