// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.prior.ScorePrior;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What the samples say of categorical mechanisms: the posterior of the table of a variable given
 * its parents under the prior of the BDeu score, so that predictions from it and marginal
 * likelihoods agree. A row of the table is Dirichlet distributed, with N_c + N' / (r q) for
 * category c: of N_c samples with that configuration of the parents, r categories and q
 * configurations. Heckerman, Geiger and Chickering 1995.
 */
public final class CategoricalMechanisms {
  private final Domain domain;
  private final int[] categories;
  private final long[][] masks;
  private final double equivalentSampleSize;

  /** By variable; shared by those that were targets of the same regimes. */
  private final CategoricalStatistic[] counts;

  private CategoricalMechanisms(Domain domain, ScorePrior prior) {
    this.domain = domain;
    categories = domain.categories();
    masks = domain.configurationMasks();
    equivalentSampleSize = prior.equivalentSampleSize();
    counts = new CategoricalStatistic[categories.length];
  }

  /** Reads the statistics. */
  public static CategoricalMechanisms of(
      Domain domain, SufficientStatistics statistics, ScorePrior prior) {
    CategoricalMechanisms mechanisms = new CategoricalMechanisms(domain, prior);
    new Evidence(domain, statistics, prior)
        .forEachCounts((nodes, counts) -> nodes.forEach(node -> mechanisms.counts[node] = counts));
    return mechanisms;
  }

  /** The posterior of a mechanism. */
  public Table of(int variable, VariableSet parents) {
    double configurations = 1;
    long[] mask = new long[masks[variable].length];
    for (int parent : parents.members()) {
      configurations *= categories[parent];
      for (int word = 0; word < mask.length; word++) {
        mask[word] |= masks[parent][word];
      }
    }
    double prior = equivalentSampleSize / (categories[variable] * configurations);
    Map<LongBuffer, double[]> rows = new HashMap<>();
    CategoricalStatistic seen = counts[variable];
    for (int slot = 0; slot < seen.slots(); slot++) {
      if (!seen.isFree(slot)) {
        int from = slot * seen.words;
        long[] joint = Arrays.copyOfRange(seen.configurations, from, from + seen.words);
        double[] row =
            rows.computeIfAbsent(key(joint, mask), none -> filled(categories[variable], prior));
        row[Domain.category(joint, 0, masks[variable])] += seen.weight(slot);
      }
    }
    return new Table(domain, mask, rows, filled(categories[variable], prior));
  }

  private static double[] filled(int length, double value) {
    double[] filled = new double[length];
    Arrays.fill(filled, value);
    return filled;
  }

  private static LongBuffer key(long[] joint, long[] mask) {
    long[] masked = new long[mask.length];
    for (int word = 0; word < masked.length; word++) {
      masked[word] = joint[word] & mask[word];
    }
    return LongBuffer.wrap(masked);
  }

  /** The posterior of the table of one variable given its parents. Immutable. */
  public static final class Table {
    private final Domain domain;
    private final long[] mask;
    private final Map<LongBuffer, double[]> rows;
    private final double[] unseen;

    private Table(Domain domain, long[] mask, Map<LongBuffer, double[]> rows, double[] unseen) {
      this.domain = domain;
      this.mask = mask;
      this.rows = rows;
      this.unseen = unseen;
    }

    /** What the row of given values of the parents is known by; equal for equal values. */
    public LongBuffer row(double[] values) {
      return key(domain.configuration(values), mask);
    }

    /** The parameters of a row's Dirichlet distribution, by category; not to be changed. */
    public double[] parameters(LongBuffer row) {
      return rows.getOrDefault(row, unseen);
    }
  }
}
