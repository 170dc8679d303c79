// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.study;

import dev.sluice.models.discovery.EdgeBeliefs;
import dev.sluice.models.discovery.enco.EncoSettings;

/**
 * How many pairs of variables a method takes to have a latent common cause.
 *
 * @param confounded flagged pairs that have one
 * @param ofConfounded pairs that have one
 * @param others flagged pairs that have none
 * @param ofOthers pairs that have none
 * @param clear flagged pairs that have one which shows, see {@link #CLEAR}
 * @param ofClear pairs that have one which shows
 */
public record PairsFlagged(
    int confounded, int ofConfounded, int others, int ofOthers, int clear, int ofClear) {

  /** A common cause shows if its pair says at least so much of each other, nats per observation. */
  public static final double CLEAR = 0.01;

  /**
   * Of beliefs; null if they have no scores.
   *
   * @param pairs that have a latent common cause, {i, j} each
   * @param dependence what they say of each other, nats; NaN if it is not known
   */
  static PairsFlagged of(EdgeBeliefs beliefs, int[][] pairs, double[] dependence) {
    double[][] scores = beliefs.confounded();
    if (scores == null) {
      return null;
    }
    int flagged = 0;
    for (int i = 0; i < scores.length; i++) {
      for (int j = i + 1; j < scores.length; j++) {
        flagged += isFlagged(scores[i][j]) ? 1 : 0;
      }
    }
    int right = 0;
    int clear = 0;
    int ofClear = 0;
    for (int p = 0; p < pairs.length; p++) {
      int found = isFlagged(scores[pairs[p][0]][pairs[p][1]]) ? 1 : 0;
      right += found;
      if (dependence[p] >= CLEAR) {
        clear += found;
        ofClear++;
      }
    }
    int all = scores.length * (scores.length - 1) / 2;
    return new PairsFlagged(
        right, pairs.length, flagged - right, all - pairs.length, clear, ofClear);
  }

  private static boolean isFlagged(double score) {
    return score >= EncoSettings.CONFOUNDED;
  }
}
