// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Losses by learner and step, or {@link StepBin}: number, sum and sum of squares, exact, so that
 * the table is the same in whatever order, and in however many parts that are merged, losses come.
 * Mutable, not thread-safe; its fields are public to be kept as state.
 */
public final class LossTable {
  /** From here on a loss and its square are not summed, but counted as beyond. */
  public static final double LIMIT = 0x1p63;

  private static final int BEYOND = 1;
  private static final int SUM = 2;
  private static final int SQUARES = SUM + ExactSum.WORDS;
  private static final int CELL = SQUARES + ExactSum.WORDS;

  /** The number of learners. */
  public int learners;

  /** The bins of steps there is room for, from 1 on. */
  public int steps;

  /** Of each step and in it of each learner: count, count beyond, sum and sum of squares. */
  public long[] cells = {};

  /** For serializers; use {@link #of}. */
  public LossTable() {}

  /** No losses. */
  public static LossTable of(int learners) {
    LossTable table = new LossTable();
    table.learners = learners;
    return table;
  }

  /**
   * Adds the losses of a step, one of each learner.
   *
   * @param step the {@link StepBin}; there is room from 1 to the largest that has come
   * @param losses 0 or more; NaN is passed over; what is {@link #LIMIT} or more is only counted
   */
  public void add(int step, double[] losses) {
    if (step < 1 || step > StepBin.LAST || losses.length != learners) {
      throw new IllegalArgumentException(
          "no losses of step %d and %d learners".formatted(step, losses.length));
    }
    grow(step);
    for (int learner = 0; learner < learners; learner++) {
      double loss = losses[learner];
      int at = at(step, learner);
      if (loss < LIMIT) {
        cells[at]++;
        ExactSum.add(cells, at + SUM, loss);
        ExactSum.add(cells, at + SQUARES, loss * loss);
      } else if (!Double.isNaN(loss)) {
        cells[at + BEYOND]++;
      }
    }
  }

  /** Adds all losses of another table of the same learners, which does not change. */
  public void merge(LossTable other) {
    if (other.learners != learners) {
      throw new IllegalArgumentException("a table of other learners");
    }
    grow(other.steps);
    for (int at = 0; at < other.cells.length; at += CELL) {
      cells[at] += other.cells[at];
      cells[at + BEYOND] += other.cells[at + BEYOND];
      for (int from = at + SUM; from < at + CELL; from += ExactSum.WORDS) {
        ExactSum.merge(cells, from, other.cells, from);
      }
    }
  }

  private void grow(int most) {
    if (most > steps) {
      steps = most;
      cells = Arrays.copyOf(cells, steps * learners * CELL);
    }
  }

  private int at(int step, int learner) {
    return ((step - 1) * learners + learner) * CELL;
  }

  /** How many losses a learner has had at a step. */
  public long count(int step, int learner) {
    int at = at(step, learner);
    return cells[at] + cells[at + BEYOND];
  }

  /** How many of them were {@link #LIMIT} or more, or infinite. */
  public long beyond(int step, int learner) {
    return cells[at(step, learner) + BEYOND];
  }

  /** The mean loss; NaN without losses, infinite if one is beyond. */
  public double mean(int step, int learner) {
    int at = at(step, learner);
    if (cells[at + BEYOND] > 0) {
      return Double.POSITIVE_INFINITY;
    }
    return cells[at] == 0
        ? Double.NaN
        : ExactSum.value(ExactSum.multiples(cells, at + SUM)) / cells[at];
  }

  /** The standard error of the mean; NaN with fewer than two losses, or one beyond. */
  public double standardError(int step, int learner) {
    int at = at(step, learner);
    long n = cells[at];
    if (n < 2 || cells[at + BEYOND] > 0) {
      return Double.NaN;
    }
    BigInteger sum = ExactSum.multiples(cells, at + SUM);
    BigInteger squares = ExactSum.multiples(cells, at + SQUARES);
    // n sum of squares - square of sum, in multiples of 2^-192
    BigInteger centred =
        squares.multiply(BigInteger.valueOf(n)).shiftLeft(96).subtract(sum.multiply(sum));
    double variance = Math.max(0, ExactSum.value(centred.shiftRight(96))) / n / (n - 1);
    return Math.sqrt(variance / n);
  }

  /** The mean of the mean losses of steps 1 to {@code last}, which is to be a bin of its own. */
  public double meanOverSteps(int last, int learner) {
    checkSingle(last);
    double sum = 0;
    for (int step = 1; step <= last; step++) {
      sum += mean(step, learner);
    }
    return sum / last;
  }

  /**
   * What a learner has lost more than a reference, causal ridge regression that is, up to a step
   * that is a bin of its own: the sum of the differences of their mean losses. Negative if it has
   * lost less.
   */
  public double regret(int last, int learner, int reference) {
    checkSingle(last);
    double sum = 0;
    for (int step = 1; step <= last; step++) {
      sum += mean(step, learner) - mean(step, reference);
    }
    return sum;
  }

  private void checkSingle(int last) {
    if (last < 1 || last > Math.min(steps, StepBin.SINGLE)) {
      throw new IllegalArgumentException("no losses of all steps up to " + last);
    }
  }
}
