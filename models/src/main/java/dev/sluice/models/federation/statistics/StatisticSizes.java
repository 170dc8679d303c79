// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.statistics;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.contingency.ContingencyTables;
import dev.sluice.models.posterior.score.SufficientStatistics;
import java.util.List;

/** How many numbers the statistics of an agreement are, and which are too many to be pooled. */
final class StatisticSizes {
  /** What statistics may take as tables before they only count samples: 48 MiB. */
  private static final long MAX_TABLE_BYTES = 48L << 20;

  /** Objects of one regime, at most. */
  private static final int REGIME = 512;

  private StatisticSizes() {}

  /** Sums of products of one regime: the upper triangle of z z', z = (1, x). */
  static int cells(int dimension) {
    return (dimension + 1) * (dimension + 2) / 2;
  }

  /** All variables that are a target in some regime. */
  static VariableSet targets(List<VariableSet> regimes) {
    VariableSet targets = VariableSet.EMPTY;
    for (VariableSet regime : regimes) {
      targets = targets.union(regime);
    }
    return targets;
  }

  static void checkSums(Domain domain, List<VariableSet> regimes) {
    long bytes = regimes.size() * (REGIME + 3L * Double.BYTES * cells(domain.dimension()));
    if (bytes > SufficientStatistics.MAX_BYTES) {
      throw new IllegalArgumentException(
          "%d regimes of %d variables take %d bytes, of at most %d"
              .formatted(
                  regimes.size(), domain.dimension(), bytes, SufficientStatistics.MAX_BYTES));
    }
  }

  static void checkTables(Domain domain, List<VariableSet> regimes, int maxParents) {
    double bytes =
        ContingencyTables.bytes(domain.categories(), maxParents, targets(regimes))
            + (double) REGIME * regimes.size();
    if (bytes > MAX_TABLE_BYTES) {
      throw new IllegalArgumentException(
          "tables of families of up to %d parents take %.0f bytes, of at most %d"
              .formatted(maxParents, bytes, MAX_TABLE_BYTES));
    }
  }

  /** All numbers of a site's vector, its {@link Seal} included. */
  static int numbers(StatisticsAgreement agreement) {
    int regimes = agreement.regimes().size();
    if (!agreement.domain().isCategorical()) {
      return Seal.NUMBERS + regimes * cells(agreement.domain().dimension());
    }
    int[] categories = agreement.domain().categories();
    int numbers = Seal.NUMBERS + regimes + ofSets(categories, -1, agreement.maxParents() + 1);
    for (int target : targets(agreement.regimes()).members()) {
      numbers += categories[target] * ofTarget(agreement, target);
    }
    return numbers;
  }

  /** Of each category of a target. */
  static int ofTarget(StatisticsAgreement agreement, int target) {
    return ofSets(agreement.domain().categories(), target, agreement.maxParents());
  }

  /**
   * The sum of the products of (categories - 1) over all sets of at most so many variables.
   *
   * @param without a variable that is in none, or -1
   */
  private static int ofSets(int[] categories, int without, int most) {
    int[] cells = new int[most + 1]; // by number of variables
    cells[0] = 1;
    for (int variable = 0; variable < categories.length; variable++) {
      for (int size = most; variable != without && size > 0; size--) {
        cells[size] += (categories[variable] - 1) * cells[size - 1];
      }
    }
    int numbers = 0;
    for (int ofSize : cells) {
      numbers += ofSize;
    }
    return numbers;
  }
}
