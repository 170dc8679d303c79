// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import dev.sluice.models.domain.VariableSet;
import java.util.Arrays;

/**
 * Mixes regimes evenly: in every stretch of the sequence each has close to its share, and in each
 * round of as many samples as all counts together exactly its count. Endless. Not thread-safe.
 *
 * <p>Smooth weighted round robin: every regime gains its count at each step; the richest is chosen
 * and pays the sum.
 */
public final class RegimeSchedule {
  private final long[] counts;
  private final long[] credit;
  private final long round;

  /** A schedule of regimes 0, 1, ... with the given counts in a round, at least one above 0. */
  RegimeSchedule(long... counts) {
    this.counts = counts.clone();
    this.credit = new long[counts.length];
    this.round = Arrays.stream(counts).sum();
  }

  /**
   * A schedule of who intervenes on some variables only.
   *
   * @param observational samples of regime 0 in a round
   * @param targets the variables that are intervened on, one at a time
   * @param interventional samples of each of them in a round
   * @param variables how many there are
   */
  public static RegimeSchedule of(
      long observational, VariableSet targets, long interventional, int variables) {
    long[] counts = new long[1 + variables];
    counts[0] = observational;
    targets.forEach(target -> counts[1 + target] = interventional);
    return new RegimeSchedule(counts);
  }

  /** The number of samples in a round. */
  public long round() {
    return round;
  }

  /** The regime of the next sample. */
  public int next() {
    int richest = 0;
    for (int regime = 0; regime < counts.length; regime++) {
      credit[regime] += counts[regime];
      if (credit[regime] > credit[richest]) {
        richest = regime;
      }
    }
    credit[richest] -= round;
    return richest;
  }
}
