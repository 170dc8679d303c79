// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior;

import java.util.HashMap;
import java.util.Map;

/**
 * ln p(D_F), the categorical marginal likelihood of the data of every set F of variables; a node's
 * BDeu score given its parents Pa is ln p(D_{Pa + v}) - ln p(D_Pa).
 *
 * <p>Heckerman, Geiger and Chickering 1995, eq. 28 with N' = equivalent sample size and uniform
 * prior: ln p(D_F) = sum over the seen configurations c of F of lnGamma(e + N_c) - lnGamma(e), e =
 * N'/q, q the number of possible configurations of F. Unseen configurations add 0.
 *
 * <p>The counts of a set come from those of the set with one variable more, so that each step works
 * on as few cells as there can be: 3^d cell visits for d binary variables in all.
 */
final class BdeuEvidence {
  private final int[] categories;
  private final double equivalentSampleSize;
  private final double[] evidence;
  private final ConfigurationCounts[] levels;

  /** By q. */
  private final Map<Double, LogRisingFactorial> risingFactorials = new HashMap<>();

  private BdeuEvidence(Domain domain, ConfigurationCounts joint, double equivalentSampleSize) {
    categories = domain.categories();
    this.equivalentSampleSize = equivalentSampleSize;
    evidence = new double[1 << categories.length];
    levels = new ConfigurationCounts[categories.length + 1];
    levels[0] = joint;
    for (int level = 1; level < levels.length; level++) {
      levels[level] = joint.another();
    }
  }

  /** ln p(D_F) by the bit mask of F. */
  static double[] ofSubsets(
      CategoricalStatistic statistic, Domain domain, double equivalentSampleSize) {
    ConfigurationCounts joint =
        DenseCounts.isWorthwhile(domain, statistic)
            ? DenseCounts.of(domain, statistic)
            : SparseCounts.of(domain, statistic);
    BdeuEvidence evidence = new BdeuEvidence(domain, joint, equivalentSampleSize);
    double configurations = 1;
    for (int categoriesOfOne : evidence.categories) {
      configurations *= categoriesOfOne;
    }
    evidence.shrink((1 << domain.dimension()) - 1, 0, 0, configurations);
    return evidence.evidence;
  }

  /**
   * Scores {@code set}, whose counts are at {@code level}, and every set that is left when some of
   * its variables from {@code next} on are dropped.
   */
  private void shrink(int set, int level, int next, double configurations) {
    LogRisingFactorial rising =
        risingFactorials.computeIfAbsent(
            configurations, q -> new LogRisingFactorial(equivalentSampleSize / q));
    evidence[set] = levels[level].sum(rising);
    for (int variable = next; variable < categories.length; variable++) {
      levels[level + 1].dropFrom(levels[level], variable);
      shrink(
          set & ~(1 << variable), level + 1, variable + 1, configurations / categories[variable]);
    }
  }
}
