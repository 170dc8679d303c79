// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.LogGamma;

/** lnGamma(base + count) - lnGamma(base): a table for small whole counts, else computed. */
public final class LogRisingFactorial {
  /** Cells with more samples than this are so few that their logarithms cost nothing. */
  static final int TABLE_SIZE = 1 << 12;

  private final double base;
  private final double logGammaOfBase;
  private double[] table = new double[16];

  /** By count, what one sample more adds: of one entry less than the table. */
  private double[] steps = new double[16];

  private int filled = 1;

  /** What the last entry of the table is too large by. */
  private double excess;

  LogRisingFactorial(double base) {
    this.base = base;
    logGammaOfBase = LogGamma.value(base);
  }

  /** Sum over the first {@code size} of {@code counts}; a count of 0 adds exactly 0. */
  public double sum(double[] counts, int size) {
    double sum = 0;
    for (int cell = 0; cell < size; cell++) {
      sum += value(counts[cell]);
    }
    return sum;
  }

  private double value(double count) {
    int whole = (int) count;
    return whole == count ? value(whole) : LogGamma.value(base + count) - logGammaOfBase;
  }

  /** Sum over so many of {@code counts}; a count of 0 adds exactly 0. */
  double sum(int[] counts, int from, int size) {
    double[] values = table;
    int known = filled;
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int end = from + size;
    int cell = from;
    // four sums do not wait for one another
    for (; cell < end - 3; cell += 4) {
      int count = counts[cell];
      first += count < known ? values[count] : value(count);
      count = counts[cell + 1];
      second += count < known ? values[count] : value(count);
      count = counts[cell + 2];
      third += count < known ? values[count] : value(count);
      count = counts[cell + 3];
      fourth += count < known ? values[count] : value(count);
    }
    for (; cell < end; cell++) {
      first += value(counts[cell]);
    }
    return (first + second) + (third + fourth);
  }

  /**
   * What the sum over {@code counts} changes by when records of one sample each come, which are
   * counted.
   *
   * @param counts by cell
   * @param cells by record
   * @param from the first record that comes
   * @param to one more than the last
   */
  double add(int[] counts, int[] cells, int from, int to) {
    double[] known = steps;
    int most = filled - 1;
    double first = 0;
    double second = 0;
    int record = from;
    // two sums do not wait for one another
    for (; record < to - 1; record += 2) {
      int cell = cells[record];
      int before = counts[cell];
      counts[cell] = before + 1;
      first += before < most ? known[before] : step(before);
      cell = cells[record + 1];
      before = counts[cell];
      counts[cell] = before + 1;
      second += before < most ? known[before] : step(before);
    }
    if (record < to) {
      first += step(counts[cells[record]]++);
    }
    return first + second;
  }

  /** The same when they go: then they are not counted any more. */
  double remove(int[] counts, int[] cells, int from, int to) {
    double[] known = steps;
    int most = filled - 1;
    double first = 0;
    double second = 0;
    int record = from;
    for (; record < to - 1; record += 2) {
      int cell = cells[record];
      int after = counts[cell] - 1;
      counts[cell] = after;
      first -= after < most ? known[after] : step(after);
      cell = cells[record + 1];
      after = counts[cell] - 1;
      counts[cell] = after;
      second -= after < most ? known[after] : step(after);
    }
    if (record < to) {
      first -= step(--counts[cells[record]]);
    }
    return first + second;
  }

  /** The same when records of some samples each come: {@code weights} of them by record. */
  double add(int[] counts, int[] cells, int[] weights, int from, int to) {
    double[] values = table;
    int known = filled;
    double sum = 0;
    for (int record = from; record < to; record++) {
      int cell = cells[record];
      int before = counts[cell];
      int after = before + weights[record];
      counts[cell] = after;
      sum += after < known ? values[after] - values[before] : value(after) - value(before);
    }
    return sum;
  }

  /** The same when these go. */
  double remove(int[] counts, int[] cells, int[] weights, int from, int to) {
    double[] values = table;
    int known = filled;
    double sum = 0;
    for (int record = from; record < to; record++) {
      int cell = cells[record];
      int before = counts[cell];
      int after = before - weights[record];
      counts[cell] = after;
      sum += before < known ? values[after] - values[before] : value(after) - value(before);
    }
    return sum;
  }

  /** Adds the rows of 1, 2, ..., of so many numbers each, times the values of these counts. */
  void addProducts(double[] rows, int rowLength, double[] sums) {
    for (int row = rowLength; row < rows.length; row += rowLength) {
      double value = value(row / rowLength);
      for (int i = 0; i < rowLength; i++) {
        sums[i] += value * rows[row + i];
      }
    }
  }

  private double step(int before) {
    if (before + 1 >= TABLE_SIZE) {
      return Math.log(base + before);
    }
    if (before + 1 >= filled) {
      value(before + 1);
    }
    return steps[before];
  }

  private double value(int count) {
    if (count >= TABLE_SIZE) {
      return LogGamma.value(base + count) - logGammaOfBase;
    }
    if (count >= table.length) {
      table = Arrays.copyOf(table, Math.min(TABLE_SIZE, 2 * count));
      steps = Arrays.copyOf(steps, table.length);
    }
    while (filled <= count) {
      // Gamma(x + 1) = x Gamma(x); the first x is the base itself, however small
      double step = Math.log(base + (filled - 1));
      double term = step - excess;
      steps[filled - 1] = step;
      table[filled] = table[filled - 1] + term;
      excess = (table[filled] - table[filled - 1]) - term;
      filled++;
    }
    return table[count];
  }
}
