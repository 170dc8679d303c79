// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import dev.sluice.models.domain.Domain;
import java.util.List;

/**
 * Counts of all samples without one part, for each of several parts in turn. Only the cells of a
 * part are touched for it. Counts are subtracted, which is exact for whole numbers only.
 */
public final class RemainingCounts implements ConfigurationCounts {
  private final SparseCounts all;
  private final List<SparseCounts> parts;

  private RemainingCounts(SparseCounts all, List<SparseCounts> parts) {
    this.all = all;
    this.parts = parts;
  }

  static RemainingCounts of(
      Domain domain, CategoricalStatistic all, List<CategoricalStatistic> parts) {
    return new RemainingCounts(
        SparseCounts.of(domain, all),
        parts.stream().map(part -> SparseCounts.of(domain, part)).toList());
  }

  @Override
  public RemainingCounts another() {
    return new RemainingCounts(all.another(), parts.stream().map(SparseCounts::another).toList());
  }

  @Override
  public void dropFrom(ConfigurationCounts larger, int variable) {
    RemainingCounts from = (RemainingCounts) larger;
    all.drop(from.all, variable);
    for (int part = 0; part < parts.size(); part++) {
      parts.get(part).drop(from.parts.get(part), variable);
    }
  }

  @Override
  public void sum(LogRisingFactorial rising, double[] sums) {
    double ofAll = all.sum(rising);
    for (int part = 0; part < sums.length; part++) {
      sums[part] = ofAll + all.change(parts.get(part), rising);
    }
  }
}
