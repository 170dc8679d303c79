// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion;

/**
 * A prediction that is to be compared with the truth. State until it is.
 *
 * @param truth of the case
 * @param prediction the newest of its model
 */
public record Comparison(TrueCase truth, Prediction prediction) {

  /**
   * Comparisons of a bucket are made one after the other; there are enough buckets for all threads,
   * and few enough for the gauges of what is computed beside the stream, which know each.
   */
  private static final int BUCKETS = 256;

  /** Which bucket its case is in. */
  String bucket() {
    return Integer.toString(Math.floorMod(truth.caseId().hashCode(), BUCKETS));
  }
}
