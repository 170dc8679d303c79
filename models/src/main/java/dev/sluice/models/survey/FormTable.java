// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import java.util.Arrays;

/**
 * The contingency table of forms and actions, of the forms with valid answers.
 *
 * @param action1 answers per form that chose the first action
 * @param n valid answers per form
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never leaves the package
record FormTable(int[] action1, int[] n) {

  static FormTable of(ScenarioCounts counts) {
    int[] action1 = new int[QuestionForm.COUNT];
    int[] n = new int[QuestionForm.COUNT];
    int forms = 0;
    for (int i = 0; i < QuestionForm.COUNT; i++) {
      QuestionForm form = QuestionForm.at(i);
      int first = counts.count(form, Label.ACTION1);
      int valid = first + counts.count(form, Label.ACTION2);
      if (valid > 0) {
        action1[forms] = first;
        n[forms++] = valid;
      }
    }
    return new FormTable(Arrays.copyOf(action1, forms), Arrays.copyOf(n, forms));
  }

  int forms() {
    return n.length;
  }

  int answers() {
    return Arrays.stream(n).sum();
  }

  int totalAction1() {
    return Arrays.stream(action1).sum();
  }

  /** The smallest number expected in a cell if all forms are alike. */
  double leastExpected() {
    int rare = Math.min(totalAction1(), answers() - totalAction1());
    return (double) Arrays.stream(n).min().orElse(0) * rare / answers();
  }

  double gStat() {
    return gStat(scores());
  }

  /** The sum of the forms' scores. */
  double scores() {
    double scores = 0;
    for (int i = 0; i < n.length; i++) {
      scores += score(action1[i], n[i]);
    }
    return scores;
  }

  /** The statistic of a table with these totals whose scores sum to this. */
  double gStat(double scores) {
    // G = 2 sum O ln(O/E); only the scores depend on how the totals are spread over the cells.
    int k = totalAction1();
    return Math.max(0, 2 * (scores - score(k, answers())));
  }

  /** {@code k ln k + (n-k) ln (n-k) - n ln n}. */
  static double score(int k, int n) {
    return xLogX(k) + xLogX(n - k) - xLogX(n);
  }

  private static double xLogX(int x) {
    return x == 0 ? 0 : x * Math.log(x);
  }
}
