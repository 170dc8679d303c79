// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

/**
 * Whether swapping the options swaps the choice: over the wordings of one scenario whose two orders
 * both have a majority among their valid answers, how many have different ones.
 *
 * @param flips wordings whose majority changes with the order
 * @param comparisons wordings with a majority in either order
 */
public record OrderFlips(int flips, int comparisons) {

  static OrderFlips of(ScenarioCounts counts) {
    int flips = 0;
    int comparisons = 0;
    for (int i = 0; i < QuestionForm.COUNT; i += 2) {
      int majorities = majority(counts, i) * majority(counts, i + 1);
      flips += majorities < 0 ? 1 : 0;
      comparisons += majorities != 0 ? 1 : 0;
    }
    return new OrderFlips(flips, comparisons);
  }

  /** The share of flips; blank without a comparison. */
  public double rate() {
    return comparisons == 0 ? Double.NaN : (double) flips / comparisons;
  }

  private static int majority(ScenarioCounts counts, int form) {
    return Integer.compare(
        counts.count(QuestionForm.at(form), Label.ACTION1),
        counts.count(QuestionForm.at(form), Label.ACTION2));
  }
}
