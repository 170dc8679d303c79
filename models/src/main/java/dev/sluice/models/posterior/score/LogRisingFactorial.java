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
   * What the sum over {@code counts} changes by when the samples of some records go, which are then
   * not counted any more.
   *
   * @param counts by cell
   * @param cells by record
   * @param weights by record: samples
   * @param from the first record that goes
   * @param to one more than the last
   */
  double change(int[] counts, int[] cells, int[] weights, int from, int to) {
    double[] values = table;
    int known = filled;
    double first = 0;
    double second = 0;
    int record = from;
    // two sums do not wait for one another
    for (; record < to - 1; record += 2) {
      int cell = cells[record];
      int before = counts[cell];
      int after = before - weights[record];
      counts[cell] = after;
      first += before < known ? values[after] - values[before] : value(after) - value(before);
      cell = cells[record + 1];
      before = counts[cell];
      after = before - weights[record + 1];
      counts[cell] = after;
      second += before < known ? values[after] - values[before] : value(after) - value(before);
    }
    if (record < to) {
      int before = counts[cells[record]];
      int after = before - weights[record];
      counts[cells[record]] = after;
      first += value(after) - value(before);
    }
    return first + second;
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

  private double value(int count) {
    if (count >= TABLE_SIZE) {
      return LogGamma.value(base + count) - logGammaOfBase;
    }
    if (count >= table.length) {
      table = Arrays.copyOf(table, Math.min(TABLE_SIZE, 2 * count));
    }
    while (filled <= count) {
      // Gamma(x + 1) = x Gamma(x); the first x is the base itself, however small
      double term = Math.log(base + (filled - 1)) - excess;
      table[filled] = table[filled - 1] + term;
      excess = (table[filled] - table[filled - 1]) - term;
      filled++;
    }
    return table[count];
  }
}
