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
  private final CountTables.Cells scratch;

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

  private LiveRecords(CountedSamples samples, CountTables.Cells scratch) {
    this.samples = samples;
    this.scratch = scratch;
    cells = new int[samples.size()];
    sums = new double[samples.parts.size() + 1];
  }

  /** All records in one cell. */
  static LiveRecords of(CountedSamples samples) {
    LiveRecords live = new LiveRecords(samples, new CountTables.Cells());
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
    for (int i = 0; i < size; i++) {
      to[i] = from[i] * radix + column[positions == null ? i : positions[i]];
    }
    possible *= radix;
  }

  /** Sets, by part, the sum over the counts of the samples without it. */
  void sum(LogRisingFactorial rising, double[] sumsWithout) {
    int[] counts = scratch.zeros(possible);
    Arrays.fill(sums, 0);
    if (settled != null) {
      rising.addProducts(settled, sums.length, sums);
    }
    double all = sums[0];
    for (int end = 2; end < ends.length; end += 2) {
      all += rising.add(counts, cells, ends[end - 2], ends[end - 1]);
      all += rising.add(counts, cells, weights, ends[end - 1], ends[end]);
    }
    for (int part = 0; part < sumsWithout.length; part++) {
      double change = sums[part + 1];
      for (int regime : samples.parts.get(part)) {
        int end = 2 * regime + 1;
        change += rising.remove(counts, cells, ends[end - 1], ends[end]);
        change += rising.remove(counts, cells, weights, ends[end], ends[end + 1]);
      }
      restore(part);
      sumsWithout[part] = all + change;
    }
  }

  /** Counts the samples of a part again. */
  private void restore(int part) {
    for (int regime : samples.parts.get(part)) {
      int end = 2 * regime + 1;
      scratch.addSingle(cells, ends[end - 1], ends[end]);
      scratch.add(cells, weights, ends[end], ends[end + 1]);
    }
  }

  /** To be called where no sums are made: fewer cells for the next splits. */
  void compact() {
    if (possible > size()) {
      count();
      renumber();
    }
  }

  /**
   * To be called between {@link #sum} and the next use of others: numbers the cells without gaps.
   *
   * @param alone whether what is alone is to be settled, if it is enough
   */
  void settle(boolean alone) {
    if (possible * WORTH <= size()) {
      return;
    }
    int[] counts = scratch.counts();
    int found = alone ? findAlone(counts) : 0;
    boolean worth = found * WORTH > size();
    if (worth) {
      settleAlone(counts);
    }
    renumber();
    if (worth) {
      keep(size() - found);
    }
  }

  /** Marks the records of configurations that are alone in their cells, and says how many. */
  private int findAlone(int[] counts) {
    int size = size();
    boolean[] alone = scratch.marks(size);
    int found = 0;
    for (int i = 0; i < size; i++) {
      int total = samples.totals[position(i)];
      alone[i] = total <= LARGEST_SETTLED && counts[cells[i]] == total;
      found += alone[i] ? 1 : 0;
    }
    return found;
  }

  private void settleAlone(int[] counts) {
    int rowLength = sums.length;
    double[] rows =
        settled == null ? new double[(LARGEST_SETTLED + 1) * rowLength] : settled.clone();
    boolean[] alone = scratch.marks(size());
    for (int part = 0; part + 1 < rowLength; part++) {
      for (int regime : samples.parts.get(part)) {
        for (int i = ends[2 * regime]; i < ends[2 * regime + 2]; i++) {
          int before = counts[cells[i]];
          int after = before - weights[i];
          counts[cells[i]] = after;
          if (alone[i]) {
            rows[before * rowLength + part + 1]--;
            rows[after * rowLength + part + 1]++;
          }
        }
      }
      restore(part);
    }
    int size = size();
    for (int i = 0; i < size; i++) {
      if (alone[i]) {
        int position = position(i);
        rows[samples.totals[position] * rowLength] += samples.firsts[position];
        counts[cells[i]] = 0;
      }
    }
    settled = rows;
  }

  /** Numbers the cells whose count is not 0 without gaps, and sets the counts to these numbers. */
  private void renumber() {
    int[] counts = scratch.counts();
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

  /** Keeps the records that have a cell, which are so many. */
  private void keep(int left) {
    int[] keptRecords = new int[left];
    int[] keptWeights = new int[left];
    int[] keptEnds = new int[ends.length];
    int kept = 0;
    for (int end = 0; end + 1 < ends.length; end++) {
      keptEnds[end] = kept;
      for (int i = ends[end]; i < ends[end + 1]; i++) {
        if (cells[i] >= 0) {
          keptRecords[kept] = position(i);
          keptWeights[kept] = weights[i];
          cells[kept++] = cells[i];
        }
      }
    }
    keptEnds[ends.length - 1] = kept;
    records = keptRecords;
    weights = keptWeights;
    ends = keptEnds;
  }

  private int[] count() {
    int[] counts = scratch.zeros(possible);
    scratch.add(cells, weights, 0, size());
    return counts;
  }

  private int position(int i) {
    return records == null ? i : records[i];
  }

  private int size() {
    return ends[ends.length - 1];
  }
}
