// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import java.util.Arrays;

/**
 * The records of {@link CountedSamples}, each with its cell: the values of some variables. More
 * variables split the cells. A configuration that is alone in its cell stays so; its records are
 * settled, that is, replaced by a number of such cells for each count.
 */
final class LiveRecords {
  /** Larger counts are not settled: they are few. */
  private static final int LARGEST_SETTLED = 31;

  /** One record in so many must be alone for settling to be worth it. */
  private static final int WORTH = 4;

  private final CountedSamples samples;

  /** Of cells; for all that are derived from the same records. */
  private final Scratch scratch;

  /** Positions among all records, or null if these are all. Shared with where they came from. */
  private int[] records;

  private int[] weights;

  /** As those of {@link CountedSamples}. */
  private int[] ends;

  /** By record: its cell. */
  final int[] cells;

  /** How many cells there can be. */
  private int possible;

  /**
   * Settled cells by number of samples up to {@link #LARGEST_SETTLED}: of all samples, then for
   * each part how many there are more without it. Null if there are none.
   */
  private double[] settled;

  private final double[] sums;

  // what the shared ones above are replaced by when some are settled
  private int[] keptRecords = {};
  private int[] keptWeights = {};
  private final int[] keptEnds;
  private double[] rows = {};

  private LiveRecords(CountedSamples samples, Scratch scratch) {
    this.samples = samples;
    this.scratch = scratch;
    cells = new int[samples.weights.length];
    sums = new double[samples.ends.length];
    keptEnds = new int[samples.ends.length];
  }

  /** All records in one cell. */
  static LiveRecords of(CountedSamples samples) {
    LiveRecords live = new LiveRecords(samples, new Scratch());
    live.weights = samples.weights;
    live.ends = samples.ends;
    live.possible = 1;
    return live;
  }

  /** Records of the same samples, yet without content. */
  LiveRecords another() {
    return new LiveRecords(samples, scratch);
  }

  /** Makes these the records of {@code larger}, whose cells are split by one variable more. */
  void split(LiveRecords larger, int variable) {
    records = larger.records;
    weights = larger.weights;
    ends = larger.ends;
    settled = larger.settled;
    possible = larger.possible;
    split(larger.cells, variable, 0);
    for (int digit = 1; digit < samples.radices[variable].length; digit++) {
      count();
      renumber();
      split(cells, variable, digit);
    }
  }

  private void split(int[] from, int variable, int digit) {
    int[] column = samples.digits[variable][digit];
    int radix = samples.radices[variable][digit];
    int size = size();
    int[] to = cells;
    int[] positions = records;
    if (positions == null) {
      for (int i = 0; i < size; i++) {
        to[i] = from[i] * radix + column[i];
      }
    } else {
      for (int i = 0; i < size; i++) {
        to[i] = from[i] * radix + column[positions[i]];
      }
    }
    possible *= radix;
  }

  /** Sets, by part, the sum over the counts of the samples without it; without parts, of all. */
  void sum(LogRisingFactorial rising, double[] sumsWithout) {
    int[] counts = count();
    Arrays.fill(sums, 0);
    if (settled != null) {
      rising.addProducts(settled, sums.length, sums);
    }
    double all = sums[0] + rising.sum(counts, 0, possible);
    sumsWithout[0] = all;
    for (int part = 0; part < samples.parts(); part++) {
      double change = rising.change(counts, cells, weights, ends[part], ends[part + 1]);
      sumsWithout[part] = all + (sums[part + 1] + change);
    }
  }

  /** To be called between {@link #sum} and the next use of others: settles what is alone. */
  void settle() {
    boolean worth = possible * WORTH > ends[0] && alone() * WORTH > ends[0];
    if (worth) {
      settleAlone();
    }
    if (worth || possible > size()) {
      renumber();
    }
    if (worth) {
      keep();
    }
  }

  private int alone() {
    int[] counts = scratch.counts;
    int alone = 0;
    for (int i = 0; i < ends[0]; i++) {
      alone += weights[i] <= LARGEST_SETTLED && counts[cells[i]] == weights[i] ? 1 : 0;
    }
    return alone;
  }

  private void settleAlone() {
    int rowLength = sums.length;
    if (rows.length == 0) {
      rows = new double[(LARGEST_SETTLED + 1) * rowLength];
    }
    if (settled == null) {
      Arrays.fill(rows, 0);
    } else {
      System.arraycopy(settled, 0, rows, 0, rows.length);
    }
    int[] counts = scratch.counts;
    for (int part = 0; part < samples.parts(); part++) {
      for (int i = ends[part]; i < ends[part + 1]; i++) {
        int total = samples.totals[position(i)];
        if (total <= LARGEST_SETTLED && counts[cells[i]] == total) {
          rows[total * rowLength + part + 1]--;
          rows[(total - weights[i]) * rowLength + part + 1]++;
        }
      }
    }
    for (int i = 0; i < ends[0]; i++) {
      int weight = weights[i];
      if (weight <= LARGEST_SETTLED && counts[cells[i]] == weight) {
        rows[weight * rowLength]++;
        counts[cells[i]] = 0;
      }
    }
    settled = rows;
  }

  /** Numbers the cells whose count is not 0 without gaps, and sets the counts to these numbers. */
  private void renumber() {
    int[] counts = scratch.counts;
    int next = 0;
    for (int cell = 0; cell < possible; cell++) {
      int taken = counts[cell] != 0 ? 1 : 0;
      counts[cell] = taken * (next + 1) - 1;
      next += taken;
    }
    possible = next;
    int size = size();
    for (int i = 0; i < size; i++) {
      cells[i] = counts[cells[i]];
    }
  }

  /** Keeps the records that have a cell. */
  private void keep() {
    int size = size();
    int left = 0;
    for (int i = 0; i < size; i++) {
      left += cells[i] >= 0 ? 1 : 0;
    }
    if (keptRecords.length < left) {
      int capacity = Math.min(size, left + left / 2);
      keptRecords = new int[capacity];
      keptWeights = new int[capacity];
    }
    int kept = 0;
    int from = 0;
    for (int part = 0; part < ends.length; part++) {
      for (int i = from; i < ends[part]; i++) {
        if (cells[i] >= 0) {
          keptRecords[kept] = position(i);
          keptWeights[kept] = weights[i];
          cells[kept++] = cells[i];
        }
      }
      from = ends[part];
      keptEnds[part] = kept;
    }
    records = keptRecords;
    weights = keptWeights;
    ends = keptEnds;
  }

  private int[] count() {
    int[] counts = scratch.cleared(possible);
    for (int i = 0; i < ends[0]; i++) {
      counts[cells[i]] += weights[i];
    }
    return counts;
  }

  private int position(int i) {
    return records == null ? i : records[i];
  }

  private int size() {
    return ends[ends.length - 1];
  }

  /** One number for each cell. */
  private static final class Scratch {
    private int[] counts = {};

    int[] cleared(int size) {
      if (counts.length < size) {
        counts = new int[size + size / 2];
      }
      Arrays.fill(counts, 0, size, 0);
      return counts;
    }
  }
}
