// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

/**
 * What one token comes to.
 *
 * @param group of its sequence
 * @param bucket which of the group's parts it counts in
 * @param totals of this token alone
 * @param bin of the step of the predictions that were scored; 0 if there were none
 * @param losses of each learner; NaN of one that made no prediction
 */
public record ScoredToken(String group, int bucket, Totals totals, int bin, double[] losses) {

  /** Of a token that changes nothing. */
  static ScoredToken duplicate(Sequence sequence, int bucket) {
    return new ScoredToken(sequence.group(), bucket, Totals.duplicate(sequence), 0, new double[0]);
  }
}
