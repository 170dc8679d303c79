// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

import dev.sluice.models.mesa.StepBin;
import dev.sluice.models.random.CounterRandom;
import dev.sluice.models.statistics.Interval;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * A model beside algorithms on a stream: what {@link ModelComparison} says of sequences that are
 * held, of sums by step and by block of sequences. Exact, and so the same in whatever order, and in
 * however many parts that are merged, tokens come. Each token weighs the same, so that of sequences
 * of one length both say the same.
 *
 * <p>Intervals are of the {@link Jackknife} over {@value #BLOCKS} blocks, to which sequences belong
 * by their names: tokens of one sequence are not independent, its block and others are.
 *
 * <p>Mutable, not thread-safe; its fields are public to be kept as state. Who keeps rows on their
 * own, as a state backend on disk wants it, adds to them by {@link ComparisonRow} and puts them
 * together by {@link #mergeBin} and {@link #mergeBlock}.
 */
public final class RunningComparison {
  /** Blocks that sequences are spread over. */
  public static final int BLOCKS = 32;

  /** The number of algorithms. */
  public int algorithms;

  /** Of each bin of steps there is room for, from bin 1 on, a {@link ComparisonRow}. */
  public long[] byBin = {};

  /** The same of each block. */
  public long[] byBlock = {};

  /** For serializers; use {@link #of}. */
  public RunningComparison() {}

  /** No tokens. */
  public static RunningComparison of(int algorithms) {
    RunningComparison comparison = new RunningComparison();
    comparison.algorithms = algorithms;
    comparison.byBlock = new long[BLOCKS * ComparisonRow.length(algorithms)];
    return comparison;
  }

  /** The block of a sequence, from 0 on. */
  public static int block(String sequenceId) {
    return (int) Long.remainderUnsigned(CounterRandom.of(0, sequenceId).bits(0), BLOCKS);
  }

  /**
   * Adds a token.
   *
   * @param bin the {@link StepBin} of the prediction
   * @param block of its sequence
   * @param token that has come, entries finite
   * @param ofModel the model's prediction of it
   * @param ofAlgorithms theirs; null of one that made none, as an oracle need not
   */
  public void add(int bin, int block, double[] token, double[] ofModel, double[][] ofAlgorithms) {
    if (ofAlgorithms.length != algorithms) {
      throw new IllegalArgumentException(
          "predictions of %d algorithms, not %d".formatted(ofAlgorithms.length, algorithms));
    }
    check("bin of steps", bin, 1, StepBin.LAST);
    long[] row = ComparisonRow.empty(algorithms);
    ComparisonRow.add(row, ComparisonRow.terms(token, ofModel, ofAlgorithms));
    mergeBlock(block, row);
    mergeBin(bin, row);
  }

  /** Adds the row of a bin, but not to a block; the row does not change. */
  public void mergeBin(int bin, long[] row) {
    checkRow(row);
    check("bin of steps", bin, 1, StepBin.LAST);
    if (bin * row.length > byBin.length) {
      // up to a power of two: bins may come one by one
      byBin = Arrays.copyOf(byBin, Integer.highestOneBit(2 * bin - 1) * row.length);
    }
    ComparisonRow.merge(byBin, (bin - 1) * row.length, row, 0, row.length);
  }

  /** Adds the row of a block, but not to a bin; the row does not change. */
  public void mergeBlock(int block, long[] row) {
    checkRow(row);
    check("block", block, 0, BLOCKS - 1);
    ComparisonRow.merge(byBlock, block * row.length, row, 0, row.length);
  }

  private static void check(String what, int number, int first, int last) {
    if (number < first || number > last) {
      throw new IllegalArgumentException("no " + what + " " + number);
    }
  }

  private void checkRow(long[] row) {
    if (row.length != length()) {
      throw new IllegalArgumentException("a row of other algorithms");
    }
  }

  /** Adds all tokens of another comparison with the same algorithms, which does not change. */
  public void merge(RunningComparison other) {
    if (other.algorithms != algorithms) {
      throw new IllegalArgumentException("a comparison with other algorithms");
    }
    byBin = Arrays.copyOf(byBin, Math.max(byBin.length, other.byBin.length));
    mergeAll(byBin, other.byBin);
    mergeAll(byBlock, other.byBlock);
  }

  private void mergeAll(long[] rows, long[] others) {
    for (int at = 0; at < others.length; at += length()) {
      ComparisonRow.merge(rows, at, others, at, length());
    }
  }

  private int length() {
    return ComparisonRow.length(algorithms);
  }

  private long[] total() {
    long[] total = ComparisonRow.empty(algorithms);
    for (int at = 0; at < byBlock.length; at += total.length) {
      ComparisonRow.merge(total, 0, byBlock, at, total.length);
    }
    return total;
  }

  /** The last bin of steps that has tokens; 0 without. */
  public int bins() {
    int bins = byBin.length / length();
    while (bins > 0 && tokens(bins) == 0) {
      bins--;
    }
    return bins;
  }

  /** Tokens that the model predicted. */
  public long tokens() {
    return ComparisonRow.tokens(total(), 0);
  }

  /** Those of a bin. */
  public long tokens(int bin) {
    return ComparisonRow.tokens(byBin, (bin - 1) * length());
  }

  /** The model's mean loss; NaN without tokens, infinite if one is beyond. */
  public double loss() {
    long[] total = total();
    return ComparisonRow.losses(total, 0) / ComparisonRow.tokens(total, 0);
  }

  /** That of a bin. */
  public double loss(int bin) {
    int at = (bin - 1) * length();
    return ComparisonRow.losses(byBin, at) / ComparisonRow.tokens(byBin, at);
  }

  /** The mean loss of an algorithm, of the tokens that it predicted. */
  public double lossOf(int algorithm) {
    long[] total = total();
    return ComparisonRow.losses(total, 0, algorithm) / ComparisonRow.tokens(total, 0, algorithm);
  }

  /**
   * The normalised distance of the model's predictions f from an algorithm's g at a bin, E|f - g|^2
   * / E|g|^2: 0 of nothing from nothing, infinite of something from nothing, and where a prediction
   * was not finite; NaN where there is no token that both have predicted.
   */
  public double distance(int algorithm, int bin) {
    int at = (bin - 1) * length();
    return ComparisonRow.tokens(byBin, at, algorithm) == 0
        ? Double.NaN
        : ComparisonRow.distance(byBin, at, algorithm);
  }

  /** That of all tokens that both have predicted. */
  public Estimate distance(int algorithm) {
    return ComparisonRow.tokens(total(), 0, algorithm) == 0
        ? new Estimate(Double.NaN, Interval.BLANK)
        : estimate(row -> ComparisonRow.distance(row, 0, algorithm), 0, algorithm);
  }

  /**
   * What the model loses more than an algorithm, as a share of the latter's loss: 0 of nothing more
   * than nothing, infinite where a prediction of the model was not finite. NaN for an algorithm
   * that has not predicted all that the model has, as their losses are of other tokens.
   */
  public Estimate lossGap(int algorithm) {
    return ComparisonRow.hasPredictedAll(total(), algorithm)
        ? estimate(row -> ComparisonRow.lossGap(row, algorithm), -1, algorithm)
        : new Estimate(Double.NaN, Interval.BLANK);
  }

  /** How much farther the second is than the closest; null if there is no second. */
  public Estimate margin() {
    int second = second();
    int closest = closest();
    return second < 0
        ? null
        : estimate(
            row ->
                Bootstrap.difference(
                    ComparisonRow.distance(row, 0, second),
                    ComparisonRow.distance(row, 0, closest)),
            Double.NEGATIVE_INFINITY,
            closest);
  }

  private Estimate estimate(ToDoubleFunction<long[]> statistic, double least, int algorithm) {
    return Jackknife.estimate(total(), byBlock, algorithm, statistic, least);
  }

  /**
   * The algorithm of the least distance among those that have predicted all that the model has; of
   * equals the first, -1 if there is none.
   */
  public int closest() {
    return least(-1);
  }

  /** The one that is next to the closest; -1 if there is none. */
  public int second() {
    return least(closest());
  }

  private int least(int except) {
    long[] total = total();
    int least = -1;
    double ofLeast = Double.NaN;
    for (int a = 0; a < algorithms; a++) {
      if (a != except && ComparisonRow.hasPredictedAll(total, a)) {
        double distance = ComparisonRow.distance(total, 0, a);
        if (least < 0 || distance < ofLeast) {
          least = a;
          ofLeast = distance;
        }
      }
    }
    return least;
  }
}
