// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The exact p-value of the G test given the totals of a table. Under the hypothesis the numbers of
 * first actions are binomial with one likelihood, given their total.
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

  private ExactHomogeneity() {}

  /** Whether each half of the forms has few enough fillings. */
  static boolean isFeasible(FormTable table) {
    int half = table.forms() / 2;
    return fillings(table, 0, half) <= MAX_FILLINGS
        && fillings(table, half, table.forms()) <= MAX_FILLINGS;
  }

  static double pValue(FormTable table) {
    int half = table.forms() / 2;
    int total = table.totalAction1();
    int answers = table.answers();
    if (total == 0 || total == answers) {
      return 1;
    }
    double observed = table.scores() - ROUNDING;
    Map<Integer, Tail> tails = tails(list(table, half, table.forms()));
    double extreme = 0;
    for (Filling filling : list(table, 0, half)) {
      Tail tail = tails.get(total - filling.total);
      if (tail != null) {
        extreme += filling.probability * tail.atLeast(observed - filling.score);
      }
    }
    return Math.min(1, extreme / Combinations.binomial(answers, total, (double) total / answers));
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

  /** An upper bound of the number of fillings of the forms from one to before another. */
  private static double fillings(FormTable table, int from, int to) {
    int total = table.totalAction1();
    int rare = Math.min(total, table.answers() - total);
    return Arrays.stream(table.n(), from, to)
        .mapToDouble(n -> Math.min(n, rare) + 1)
        .reduce(1, (x, y) -> x * y);
  }

  private static List<Filling> list(FormTable table, int from, int to) {
    List<Filling> fillings = List.of(new Filling(0, 0, 1));
    for (int i = from; i < to; i++) {
      fillings = extend(fillings, table, table.n()[i]);
    }
    return fillings;
  }

  private static List<Filling> extend(List<Filling> fillings, FormTable table, int n) {
    int total = table.totalAction1();
    int others = table.answers() - total;
    List<Filling> extended = new ArrayList<>();
    for (int k = Math.max(0, n - others); k <= Math.min(n, total); k++) {
      double score = FormTable.score(k, n);
      // Any likelihood would do; the observed one keeps the probabilities far from underflow.
      double probability = Combinations.binomial(n, k, (double) total / table.answers());
      for (Filling filling : fillings) {
        extended.add(
            new Filling(
                filling.total + k, filling.score + score, filling.probability * probability));
      }
    }
    return extended;
  }
}
