// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import dev.sluice.models.statistics.Combinations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The exact distribution of the statistic of the G test given the totals of a table. Under the
 * hypothesis the numbers of first actions are binomial with one likelihood, given their total.
 *
 * <p>All ways to fill one half of the forms are listed, and all ways to fill the other half, sorted
 * by total and score. A filling of the first half then needs only a binary search for the fillings
 * of the second that have the total it lacks and enough score: the work grows with the number of
 * fillings of three forms, not of six.
 */
final class ExactHomogeneity {
  private static final int MAX_FILLINGS = 20_000;

  /** Statistics that differ by no more than rounding are equal. */
  private static final double ROUNDING = 1e-9;

  /**
   * What the distribution depends on.
   *
   * @param n valid answers per form, rising
   * @param action1 answers that chose the first action
   */
  record Totals(List<Integer> n, int action1) {

    static Totals of(FormTable table) {
      return new Totals(Arrays.stream(table.n()).sorted().boxed().toList(), table.totalAction1());
    }

    private int answers() {
      int sum = 0;
      for (int of : n) {
        sum += of;
      }
      return sum;
    }

    private List<Integer> firstHalf() {
      return n.subList(0, n.size() / 2);
    }

    private List<Integer> secondHalf() {
      return n.subList(n.size() / 2, n.size());
    }
  }

  private record Filling(int total, double score, double probability) {}

  /** The fillings with one total by falling score, and the probabilities of the first ones. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Tail(double[] scores, double[] cumulative) {

    static Tail of(List<Filling> fillings) {
      fillings.sort(Comparator.comparingDouble(Filling::score).reversed());
      double[] scores = new double[fillings.size()];
      double[] cumulative = new double[fillings.size() + 1];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = fillings.get(i).score;
        cumulative[i + 1] = cumulative[i] + fillings.get(i).probability;
      }
      return new Tail(scores, cumulative);
    }

    /** The probability of the fillings with at least this score. */
    double atLeast(double score) {
      int low = 0;
      int high = scores.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (scores[middle] >= score) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return cumulative[low];
    }
  }

  private final int total;
  private final List<Filling> firstHalf;
  private final Map<Integer, Tail> secondHalf;
  private final double probability;

  /** The distribution given these totals, of which {@link #isFeasible} says that it can be had. */
  ExactHomogeneity(Totals totals) {
    total = totals.action1;
    // Any likelihood would do; the observed one keeps the probabilities far from underflow.
    double likelihood = (double) total / totals.answers();
    if (likelihood == 0 || likelihood == 1) {
      firstHalf = List.of(new Filling(total, 0, 1));
      secondHalf = Map.of(0, Tail.of(new ArrayList<>(firstHalf)));
      probability = 1;
    } else {
      firstHalf = list(totals, totals.firstHalf(), likelihood);
      secondHalf = tails(list(totals, totals.secondHalf(), likelihood));
      probability = Combinations.binomial(totals.answers(), total, likelihood);
    }
  }

  /** Whether each half of the forms has few enough fillings. */
  static boolean isFeasible(Totals totals) {
    return fillings(totals, totals.firstHalf()) <= MAX_FILLINGS
        && fillings(totals, totals.secondHalf()) <= MAX_FILLINGS;
  }

  /**
   * The probability of a statistic at least as large.
   *
   * @param scores sum of the forms' scores, see {@link FormTable#scores}
   */
  double pValue(double scores) {
    double observed = scores - ROUNDING;
    double extreme = 0;
    for (Filling filling : firstHalf) {
      Tail tail = secondHalf.get(total - filling.total);
      if (tail != null) {
        extreme += filling.probability * tail.atLeast(observed - filling.score);
      }
    }
    return Math.min(1, extreme / probability);
  }

  private static Map<Integer, Tail> tails(List<Filling> fillings) {
    Map<Integer, List<Filling>> byTotal = new HashMap<>();
    for (Filling filling : fillings) {
      byTotal.computeIfAbsent(filling.total, total -> new ArrayList<>()).add(filling);
    }
    Map<Integer, Tail> tails = new HashMap<>();
    byTotal.forEach((total, group) -> tails.put(total, Tail.of(group)));
    return tails;
  }

  /** An upper bound of the number of fillings of these forms. */
  private static double fillings(Totals totals, List<Integer> forms) {
    int rare = Math.min(totals.action1, totals.answers() - totals.action1);
    double product = 1;
    for (int n : forms) {
      product *= Math.min(n, rare) + 1;
    }
    return product;
  }

  private static List<Filling> list(Totals totals, List<Integer> forms, double likelihood) {
    List<Filling> fillings = List.of(new Filling(0, 0, 1));
    for (int n : forms) {
      fillings = extend(fillings, totals, n, likelihood);
    }
    return fillings;
  }

  private static List<Filling> extend(
      List<Filling> fillings, Totals totals, int n, double likelihood) {
    int others = totals.answers() - totals.action1;
    List<Filling> extended = new ArrayList<>();
    for (int k = Math.max(0, n - others); k <= Math.min(n, totals.action1); k++) {
      double score = FormTable.score(k, n);
      double probability = Combinations.binomial(n, k, likelihood);
      for (Filling filling : fillings) {
        extended.add(
            new Filling(
                filling.total + k, filling.score + score, filling.probability * probability));
      }
    }
    return extended;
  }
}
