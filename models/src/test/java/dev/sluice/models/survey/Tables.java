// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import java.util.Arrays;
import java.util.function.BiConsumer;

/** Counters for tests. */
public final class Tables {

  private Tables() {}

  /** Form i got {@code action1[i]} answers for the first action and {@code action2[i]} others. */
  public static ScenarioCounts of(int[] action1, int[] action2) {
    int[] counts = new int[24];
    for (int i = 0; i < action1.length; i++) {
      counts[4 * i] = action1[i];
      counts[4 * i + 1] = action2[i];
    }
    return new ScenarioCounts(counts);
  }

  /** Six forms with n valid answers each. */
  public static ScenarioCounts equal(int n, int... action1) {
    return of(action1, Arrays.stream(action1).map(k -> n - k).toArray());
  }

  static ScenarioCounts add(ScenarioCounts counts, QuestionForm form, Label label, int times) {
    ScenarioCounts sum = counts;
    for (int i = 0; i < times; i++) {
      sum = sum.observe(form, label);
    }
    return sum;
  }

  /**
   * All tables of six forms with n valid answers each, up to the order of the forms.
   *
   * @param visit gets the numbers of first actions and the number of orders of them
   */
  static void forEach(int n, BiConsumer<int[], Double> visit) {
    visit(new int[6], 0, 0, n, visit);
  }

  private static void visit(
      int[] k, int position, int least, int n, BiConsumer<int[], Double> visit) {
    if (position == k.length) {
      visit.accept(k, orders(k));
      return;
    }
    for (k[position] = least; k[position] <= n; k[position]++) {
      visit(k, position + 1, k[position], n, visit);
    }
  }

  private static double orders(int[] k) {
    double orders = 720;
    int run = 1;
    for (int i = 1; i < k.length; i++) {
      run = k[i] == k[i - 1] ? run + 1 : 1;
      orders /= run;
    }
    return orders;
  }

  /** The probability of every number of first actions in a form of n answers. */
  static double[] binomial(int n, double p) {
    double[] probabilities = new double[n + 1];
    double ways = 1;
    for (int k = 0; k <= n; k++) {
      probabilities[k] = ways * Math.pow(p, k) * Math.pow(1 - p, n - k);
      ways = ways * (n - k) / (k + 1);
    }
    return probabilities;
  }

  /** The probability of these numbers of first actions if every form has that distribution. */
  static double probability(int[] k, double[] binomial) {
    double probability = 1;
    for (int count : k) {
      probability *= binomial[count];
    }
    return probability;
  }
}
