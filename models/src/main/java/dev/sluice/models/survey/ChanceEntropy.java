// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import dev.sluice.models.statistics.Combinations;

/**
 * The mean action entropy to expect of a table by chance: over all tables with the same totals of
 * forms and actions, as likely as they are if every form has the same action likelihood.
 */
final class ChanceEntropy {

  private ChanceEntropy() {}

  /** Bits. The mean over the forms of the expected entropy of a hypergeometric share. */
  static double bits(FormTable table) {
    int[] n = table.n();
    double sum = 0;
    double expected = 0;
    for (int i = 0; i < n.length; i++) {
      if (i == 0 || n[i] != n[i - 1]) {
        expected = bits(table.answers(), table.totalAction1(), n[i]);
      }
      sum += expected;
    }
    return sum / n.length;
  }

  /** For a form with n of all answers, of which so many chose the first action. */
  private static double bits(int answers, int action1, int n) {
    int action2 = answers - action1;
    int least = Math.max(0, n - action2);
    int most = Math.min(n, action1);
    double probability =
        Math.exp(
            Combinations.logChoose(action1, least)
                + Combinations.logChoose(action2, n - least)
                - Combinations.logChoose(answers, n));
    double expectation = 0;
    for (int k = least; k <= most; k++) {
      expectation += probability * Entropy.bits((double) k / n);
      probability *= (double) (action1 - k) * (n - k) / ((k + 1.0) * (action2 - n + k + 1.0));
    }
    return expectation;
  }
}
