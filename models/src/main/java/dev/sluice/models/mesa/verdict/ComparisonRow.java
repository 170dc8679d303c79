// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

import dev.sluice.models.mesa.ExactSum;
import dev.sluice.models.mesa.LossTable;

/**
 * What a model and algorithms come to on some tokens, as an array of longs: of the model the number
 * of tokens and its losses, of each algorithm the number that it predicted, its losses, squared
 * distances |f - g|^2 from the model and squares |g|^2 of its predictions. All are {@link
 * ExactSum}s, each with the number of terms beyond {@link LossTable#LIMIT}, so that a row is the
 * same in whatever order and parts tokens come.
 *
 * <p>A token comes to an array of terms, which is small and can be handed on, and is added to as
 * many rows as it counts in.
 */
public final class ComparisonRow {
  /** The number of terms beyond, and the sum of the others. */
  private static final int SUM = 1 + ExactSum.WORDS;

  /** A count and the losses. */
  private static final int MODEL = 1 + SUM;

  /** A count, losses, distances and squares. */
  private static final int ALGORITHM = 1 + 3 * SUM;

  private ComparisonRow() {}

  /** A row of so many algorithms, without tokens. */
  public static long[] empty(int algorithms) {
    return new long[length(algorithms)];
  }

  /** Longs of a row. */
  static int length(int algorithms) {
    return MODEL + algorithms * ALGORITHM;
  }

  /**
   * What a token comes to: the model's loss, and of each algorithm loss, squared distance and
   * square; NaN of one that made no prediction, infinite where a prediction is not finite or a term
   * beyond {@link LossTable#LIMIT}. What is above 0 but less than {@link ExactSum#UNIT} is that:
   * two predictions that differ are never 0 apart, however small they are.
   *
   * @param token that has come, entries finite
   * @param ofModel the model's prediction of it
   * @param ofAlgorithms theirs; null of one that made none
   */
  public static double[] terms(double[] token, double[] ofModel, double[][] ofAlgorithms) {
    double[] terms = new double[1 + 3 * ofAlgorithms.length];
    terms[0] = loss(ofModel, token);
    for (int a = 0; a < ofAlgorithms.length; a++) {
      double[] predicted = ofAlgorithms[a];
      int at = 1 + 3 * a;
      terms[at] = predicted == null ? Double.NaN : loss(predicted, token);
      terms[at + 1] = predicted == null ? Double.NaN : distance(ofModel, predicted);
      terms[at + 2] = predicted == null ? Double.NaN : square(predicted);
    }
    return terms;
  }

  private static double loss(double[] predicted, double[] token) {
    double distance = distance(predicted, token);
    return distance == 0 ? 0 : Math.max(distance / 2, ExactSum.UNIT);
  }

  private static double distance(double[] a, double[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "predictions of %d and of %d entries".formatted(a.length, b.length));
    }
    double sum = 0;
    boolean differ = false;
    for (int i = 0; i < a.length; i++) {
      double difference = a[i] - b[i];
      sum += difference * difference;
      differ |= a[i] != b[i];
    }
    return differ ? Math.max(within(sum), ExactSum.UNIT) : within(sum);
  }

  private static double square(double[] a) {
    double sum = 0;
    for (double entry : a) {
      sum += entry * entry;
    }
    return within(sum);
  }

  /** Infinity minus infinity is not a number, but no less far off. */
  private static double within(double sum) {
    return sum < LossTable.LIMIT ? sum : Double.POSITIVE_INFINITY;
  }

  /** Adds the {@link #terms} of a token to a row of as many algorithms. */
  public static void add(long[] row, double[] terms) {
    if (row.length != length(terms.length / 3)) {
      throw new IllegalArgumentException("terms of %d algorithms".formatted(terms.length / 3));
    }
    row[0]++;
    add(row, 1, terms[0]);
    for (int at = MODEL, term = 1; at < row.length; at += ALGORITHM, term += 3) {
      if (!Double.isNaN(terms[term])) {
        row[at]++;
        for (int i = 0; i < 3; i++) {
          add(row, at + 1 + i * SUM, terms[term + i]);
        }
      }
    }
  }

  private static void add(long[] row, int at, double term) {
    if (term == Double.POSITIVE_INFINITY) {
      row[at]++;
    } else {
      ExactSum.add(row, at + 1, term);
    }
  }

  /** Adds the tokens of another row of as many algorithms, which does not change. */
  public static void merge(long[] row, long[] other) {
    if (row.length != other.length) {
      throw new IllegalArgumentException("rows of other algorithms");
    }
    merge(row, 0, other, 0, row.length);
  }

  /** The same of rows within arrays. */
  static void merge(long[] rows, int at, long[] others, int from, int length) {
    rows[at] += others[from];
    mergeSum(rows, at + 1, others, from + 1);
    for (int i = MODEL; i < length; i += ALGORITHM) {
      rows[at + i] += others[from + i];
      for (int sum = i + 1; sum < i + ALGORITHM; sum += SUM) {
        mergeSum(rows, at + sum, others, from + sum);
      }
    }
  }

  private static void mergeSum(long[] rows, int at, long[] others, int from) {
    rows[at] += others[from];
    ExactSum.merge(rows, at + 1, others, from + 1);
  }

  /** A row without the tokens of another that begins at a place, and is a part of it. */
  static long[] without(long[] row, long[] parts, int from) {
    long[] rest = row.clone();
    rest[0] -= parts[from];
    subtractSum(rest, 1, parts, from + 1);
    for (int i = MODEL; i < row.length; i += ALGORITHM) {
      rest[i] -= parts[from + i];
      for (int sum = i + 1; sum < i + ALGORITHM; sum += SUM) {
        subtractSum(rest, sum, parts, from + sum);
      }
    }
    return rest;
  }

  private static void subtractSum(long[] row, int at, long[] part, int from) {
    row[at] -= part[from];
    ExactSum.subtract(row, at + 1, part, from + 1);
  }

  /** Tokens that the model predicted, in the row that begins at a place. */
  static long tokens(long[] rows, int at) {
    return rows[at];
  }

  /** Those that an algorithm predicted, too. */
  static long tokens(long[] rows, int at, int algorithm) {
    return rows[at + MODEL + algorithm * ALGORITHM];
  }

  /** The sum of the model's losses; infinite if one is beyond, as other sums are. */
  static double losses(long[] rows, int at) {
    return sum(rows, at + 1);
  }

  /** That of an algorithm. */
  static double losses(long[] rows, int at, int algorithm) {
    return sum(rows, at + MODEL + algorithm * ALGORITHM + 1);
  }

  /** The normalised distance of the model's predictions from an algorithm's. */
  static double distance(long[] rows, int at, int algorithm) {
    int distances = at + MODEL + algorithm * ALGORITHM + 1 + SUM;
    return ModelComparison.ratio(sum(rows, distances), sum(rows, distances + SUM));
  }

  /** What the model loses more than an algorithm, as a share; of the row at the beginning. */
  static double lossGap(long[] row, int algorithm) {
    double ours = losses(row, 0);
    double theirs = losses(row, 0, algorithm);
    return ours == 0 && theirs == 0 ? 0 : ModelComparison.ratio(ours, theirs) - 1;
  }

  /** Whether an algorithm has predicted all that the model has; of the row at the beginning. */
  static boolean hasPredictedAll(long[] row, int algorithm) {
    return tokens(row, 0) > 0 && tokens(row, 0, algorithm) == tokens(row, 0);
  }

  private static double sum(long[] rows, int at) {
    return rows[at] > 0
        ? Double.POSITIVE_INFINITY
        : ExactSum.value(ExactSum.multiples(rows, at + 1));
  }
}
