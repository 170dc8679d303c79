// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.posterior.threads.Cancellation;
import dev.sluice.models.posterior.threads.Team;
import java.util.List;

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
public final class BdeuEvidence {
  /** How often each configuration of a set of variables was seen. */
  interface Counts {
    /** Counts of the same form, yet without content. */
    Counts another();

    /**
     * Makes this the counts of {@code larger}'s variables without {@code variable}.
     *
     * @param larger counts made by {@link #another}, or those it was asked of
     * @param variable one of the variables of {@code larger}
     */
    void dropFrom(Counts larger, int variable);

    /** The sum over the counts. */
    double sum(LogRisingFactorial rising);
  }

  private final int[] categories;
  private final RisingFactorials risingFactorials;
  private final Counts[] levels;

  /** By the bit mask of F. */
  private final double[] evidence;

  private BdeuEvidence(Domain domain, Counts joint, RisingFactorials risingFactorials) {
    categories = domain.categories();
    this.risingFactorials = risingFactorials;
    levels = new Counts[categories.length + 1];
    levels[0] = joint;
    for (int level = 1; level < levels.length; level++) {
      levels[level] = joint.another();
    }
    evidence = new double[1 << categories.length];
  }

  /** ln p(D_F) by the bit mask of F. */
  public static double[] ofSubsets(
      CategoricalStatistic statistic, Domain domain, RisingFactorials risingFactorials) {
    Counts joint =
        DenseCounts.suits(domain, statistic)
            ? DenseCounts.of(domain, statistic)
            : SparseCounts.of(domain, statistic);
    return new BdeuEvidence(domain, joint, risingFactorials).compute();
  }

  /**
   * ln p(D_F) by the bit mask of F, of the samples without each of some parts in turn, to the bits
   * that they have among all parts.
   *
   * @param regimes statistics of the samples; all weights whole
   * @param parts by part, the numbers of the regimes that are left out; at least one
   * @param ofAll how many parts there are, those that are not asked for too
   */
  static List<double[]> ofSubsetsWithout(
      List<int[]> parts,
      int ofAll,
      List<CategoricalStatistic> regimes,
      Domain domain,
      RisingFactorials risingFactorials,
      Team team) {
    return CountedEvidence.of(
        CountedSamples.of(domain, regimes, parts), ofAll, domain, risingFactorials, team);
  }

  private double[] compute() {
    double configurations = 1;
    for (int ofOneVariable : categories) {
      configurations *= ofOneVariable;
    }
    shrink((1 << categories.length) - 1, 0, 0, configurations);
    return evidence;
  }

  /**
   * Scores {@code set}, whose counts were just put at {@code level}, and every set that is left
   * when some of its variables from {@code next} on are dropped.
   */
  private void shrink(int set, int level, int next, double configurations) {
    Cancellation.check();
    evidence[set] = levels[level].sum(risingFactorials.of(configurations));
    for (int variable = next; variable < categories.length; variable++) {
      levels[level + 1].dropFrom(levels[level], variable);
      shrink(
          set & ~(1 << variable), level + 1, variable + 1, configurations / categories[variable]);
    }
  }
}
