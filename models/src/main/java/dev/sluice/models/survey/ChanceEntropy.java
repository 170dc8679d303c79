// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

/**
 * The mean action entropy to expect of a table by chance: over all tables with the same totals of
 * forms and actions, as likely as they are if every form has the same action likelihood.
 */
final class ChanceEntropy {

  private ChanceEntropy() {}

  /** Bits. The mean over the forms of the expected entropy of a hypergeometric share. */
  static double bits(FormTable table) {
    double sum = 0;
    for (int n : table.n()) {
      sum += bits(table.answers(), table.totalAction1(), n);
    }
    return sum / table.forms();
  }

  /** For a form with n of N answers, of which K chose the first action. */
  private static double bits(int answers, int action1, int n) {
    int least = Math.max(0, n - (answers - action1));
    int most = Math.min(n, action1);
    double logTotal = ExactHomogeneity.logChoose(answers, n);
    double expectation = 0;
    for (int k = Math.max(1, least); k <= Math.min(most, n - 1); k++) {
      double logWays =
          ExactHomogeneity.logChoose(action1, k)
              + ExactHomogeneity.logChoose(answers - action1, n - k);
      expectation += Math.exp(logWays - logTotal) * Entropy.bits((double) k / n);
    }
    return expectation;
  }
}
