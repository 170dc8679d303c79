// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

/**
 * About how many bytes of heap statistics take, on the safe side. A function of what they are
 * statistics of, not of how they came about.
 */
final class StatisticBytes {
  /** Of one regime, besides its numbers: objects, and the smallest table of configurations. */
  static final int REGIME = 512;

  /** A table of configurations may be only a quarter full. */
  private static final int SLOTS_PER_CELL = 4;

  private StatisticBytes() {}

  /** Of all regimes. */
  static long of(SufficientStatistics statistics) {
    long bytes = statistics.gaussian.size() * ofMoments(statistics.dimension);
    for (CategoricalStatistic statistic : statistics.categorical.values()) {
      bytes += REGIME + ofCells(statistic.size, statistic.words);
    }
    return bytes;
  }

  /** Of a regime of continuous variables. */
  static long ofMoments(int dimension) {
    return REGIME + 3L * Double.BYTES * GaussianStatistic.cells(dimension);
  }

  /** Of so many configurations of so many words each, with their counts. */
  static long ofCells(int cells, int words) {
    return (long) SLOTS_PER_CELL * cells * (words * Long.BYTES + Double.BYTES);
  }
}
