// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import dev.sluice.models.domain.Domain;

/** One cell for each possible configuration: mixed radix, the smallest variable fastest. */
final class DenseCounts implements BdeuEvidence.Counts {
  private static final int MANY = 1 << 16;

  private final int[] categories;

  /** The number of categories of each variable still there, 1 of each dropped one. */
  private final int[] radices;

  private double[] counts = {};
  private int size;

  private DenseCounts(int[] categories) {
    this.categories = categories;
    radices = new int[categories.length];
  }

  /** Whether a cell for each possible configuration is better than one for each seen. */
  static boolean suits(Domain domain, CategoricalStatistic statistic) {
    return possible(domain) <= Math.max(MANY, 4.0 * statistic.size);
  }

  /** The counts of so few possible configurations that each is one long. */
  static DenseCounts of(Domain domain, CategoricalStatistic statistic) {
    DenseCounts joint = new DenseCounts(domain.categories());
    System.arraycopy(joint.categories, 0, joint.radices, 0, joint.radices.length);
    joint.reserve((int) possible(domain));
    for (int slot = 0; slot < statistic.slots(); slot++) {
      if (!statistic.isFree(slot)) {
        joint.counts[joint.cellOf(statistic.configurations[slot])] += statistic.weight(slot);
      }
    }
    return joint;
  }

  @Override
  public DenseCounts another() {
    return new DenseCounts(categories);
  }

  @Override
  public void dropFrom(BdeuEvidence.Counts larger, int variable) {
    drop((DenseCounts) larger, variable);
  }

  @Override
  public double sum(LogRisingFactorial rising) {
    return rising.sum(counts, size);
  }

  private void drop(DenseCounts larger, int variable) {
    int stride = 1;
    for (int below = 0; below < variable; below++) {
      stride *= larger.radices[below];
    }
    int radix = larger.radices[variable];
    System.arraycopy(larger.radices, 0, radices, 0, radices.length);
    radices[variable] = 1;
    reserve(larger.size / radix);
    for (int block = 0; block < size; block += stride) {
      sumCategories(larger.counts, block * radix, stride, radix, block);
    }
  }

  /** counts[to + i] = sum over c of from[first + c stride + i], i below stride. */
  private void sumCategories(double[] from, int first, int stride, int radix, int to) {
    for (int i = 0; i < stride; i++) {
      counts[to + i] = from[first + i];
    }
    for (int category = 1; category < radix; category++) {
      int read = first + category * stride;
      for (int i = 0; i < stride; i++) {
        counts[to + i] += from[read + i];
      }
    }
  }

  private void reserve(int cells) {
    size = cells;
    if (counts.length < size) {
      counts = new double[size];
    }
  }

  private static double possible(Domain domain) {
    double possible = 1;
    for (int categories : domain.categories()) {
      possible *= categories;
    }
    return possible;
  }

  private int cellOf(long configuration) {
    int cell = 0;
    int stride = 1;
    long rest = configuration;
    for (int radix : categories) {
      int bits = Domain.bits(radix);
      cell += stride * (int) (rest & (1L << bits) - 1);
      rest >>>= bits;
      stride *= radix;
    }
    return cell;
  }
}
