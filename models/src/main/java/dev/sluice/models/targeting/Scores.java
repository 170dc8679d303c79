// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a rule says of candidates. Every score is a mean over terms, one for each possible system
 * (or the pseudo-values of the jackknife), the same systems for all candidates: so the error of a
 * difference is known too, and is less than errors apart would make it.
 */
public final class Scores {
  /** Standard errors at which two are told apart. */
  private static final double DISTINCT = 2;

  private final List<Intervention> candidates;

  /** By candidate, then system. */
  private final double[][] terms;

  private final double[] scores;

  /**
   * Takes the terms.
   *
   * @param terms by candidate, then system; one alone is exact
   * @throws ArithmeticException if one is not a number
   */
  public Scores(List<Intervention> candidates, double[][] terms) {
    if (candidates.isEmpty() || candidates.size() != terms.length) {
      throw new IllegalArgumentException(
          "%d candidates, terms of %d".formatted(candidates.size(), terms.length));
    }
    this.candidates = List.copyOf(candidates);
    this.terms = terms;
    scores = Arrays.stream(terms).mapToDouble(Scores::mean).toArray();
    for (int candidate = 0; candidate < scores.length; candidate++) {
      if (!Double.isFinite(scores[candidate])) {
        throw new ArithmeticException(
            "the score of %s is %s".formatted(candidates.get(candidate), scores[candidate]));
      }
    }
  }

  /** What was scored. */
  public List<Intervention> candidates() {
    return candidates;
  }

  /**
   * The same scores under other names.
   *
   * @param names of the candidates, in their order
   */
  public Scores named(List<Intervention> names) {
    return new Scores(names, terms);
  }

  /** The score of a candidate, by its place. */
  public double of(int candidate) {
    return scores[candidate];
  }

  /** The standard error of a score by its number of possible systems; 0 if it is exact. */
  public double error(int candidate) {
    return error(terms[candidate]);
  }

  /** The same scores, each divided by what its candidate costs. */
  public Scores per(double[] costs) {
    double[][] divided = new double[terms.length][];
    for (int candidate = 0; candidate < terms.length; candidate++) {
      double cost = costs[candidate];
      divided[candidate] = Arrays.stream(terms[candidate]).map(term -> term / cost).toArray();
    }
    return new Scores(candidates, divided);
  }

  /** The place of the best; the first of equal ones. */
  public int best() {
    int best = 0;
    for (int candidate = 1; candidate < scores.length; candidate++) {
      if (scores[candidate] > scores[best]) {
        best = candidate;
      }
    }
    return best;
  }

  /** The places, the best first; of equal ones the first. */
  public int[] ranking() {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble(candidate -> -scores[candidate]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Whether a score is above another by more than two standard errors of the difference. */
  public boolean isAbove(int one, int other) {
    return scores[one] - scores[other] > DISTINCT * errorOf(one, other);
  }

  /** Whether a score is above what chance alone would give by more than two standard errors. */
  public boolean isAbove(int one, double chance) {
    return scores[one] - chance > DISTINCT * error(one);
  }

  /**
   * Whether the best is told apart from all others: by more than two standard errors of the
   * difference.
   */
  public boolean isDecided() {
    int best = best();
    for (int other = 0; other < scores.length; other++) {
      if (other != best && !isAbove(best, other)) {
        return false;
      }
    }
    return true;
  }

  private double errorOf(int one, int other) {
    double[] difference = new double[terms[one].length];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = terms[one][i] - terms[other][i];
    }
    return error(difference);
  }

  private static double mean(double[] terms) {
    return Arrays.stream(terms).sum() / terms.length;
  }

  private static double error(double[] terms) {
    if (terms.length < 2) {
      return 0;
    }
    double mean = mean(terms);
    double squares = 0;
    for (double term : terms) {
      squares += (term - mean) * (term - mean);
    }
    return Math.sqrt(squares / (terms.length - 1) / terms.length);
  }
}
