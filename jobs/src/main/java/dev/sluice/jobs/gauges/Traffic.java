// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.gauges;

/**
 * How many samples a key has had lately: each counts half as much every {@value #HALF_LIFE_MILLIS}
 * milliseconds. State of an operator.
 *
 * @param samples how many, as they counted at that time
 * @param at milliseconds since 1970-01-01T00:00:00Z
 */
public record Traffic(double samples, long at) {

  /** Ten minutes. */
  static final long HALF_LIFE_MILLIS = 600_000;

  /** How many times as busy another key must be to take the place of one that is shown. */
  private static final double CLEARLY_BUSIER = 1.5;

  static Traffic begin(long samples, long now) {
    return new Traffic(samples, now);
  }

  /** With further samples. */
  Traffic plus(long further, long now) {
    double halvings = Math.max(0, now - at) / (double) HALF_LIFE_MILLIS;
    return new Traffic(samples * Math.pow(2, -halvings) + further, now);
  }

  /**
   * Orders keys by their traffic, whatever the time that they are compared at: the base-2 logarithm
   * of what was counted, had it all come at time 0.
   */
  double rank() {
    return Math.log(samples) / Math.log(2) + at / (double) HALF_LIFE_MILLIS;
  }

  /** Whether a key of this rank takes the place of one of that rank. */
  static boolean displaces(double rank, double shown) {
    return rank > shown + Math.log(CLEARLY_BUSIER) / Math.log(2);
  }
}
