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
 */
public record PairsFlagged(int confounded, int ofConfounded, int others, int ofOthers) {

  /**
   * Of beliefs; null if they have no scores.
   *
   * @param pairs that have a latent common cause, {i, j} each
   */
  static PairsFlagged of(EdgeBeliefs beliefs, int[][] pairs) {
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
    for (int[] pair : pairs) {
      right += isFlagged(scores[pair[0]][pair[1]]) ? 1 : 0;
    }
    int all = scores.length * (scores.length - 1) / 2;
    return new PairsFlagged(right, pairs.length, flagged - right, all - pairs.length);
  }

  private static boolean isFlagged(double score) {
    return score >= EncoSettings.CONFOUNDED;
  }
}
