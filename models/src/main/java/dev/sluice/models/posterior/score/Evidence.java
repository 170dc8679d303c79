// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.prior.ScorePrior;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * ln p(D_F) of every set F of variables, for each group of nodes from the samples in which they
 * were not targets.
 *
 * <p>Statistics of regimes are merged, never subtracted, which would cancel. The exception are
 * whole counts, where subtraction is exact and much faster than counting anew for every group.
 */
public final class Evidence {
  private final Domain domain;
  private final SufficientStatistics statistics;
  private final ScorePrior prior;
  private final TreeSet<VariableSet> regimes;
  private final List<RegimeGroup> groups;

  Evidence(Domain domain, SufficientStatistics statistics, ScorePrior prior) {
    this.domain = domain;
    this.statistics = statistics.upToDate();
    this.prior = prior;
    // in ascending order, so that rounding does not depend on the order in a hash table
    regimes = new TreeSet<>(statistics.gaussian.keySet());
    regimes.addAll(statistics.categorical.keySet());
    groups = RegimeGroup.of(regimes, domain.dimension());
  }

  /** Passes the nodes of each group, and ln p(D_F) by the bit mask of F. */
  void forEachGroup(BiConsumer<List<Integer>, double[]> consumer) {
    if (domain.isCategorical()) {
      forEachCategorical(consumer);
      return;
    }
    for (RegimeGroup group : groups) {
      consumer.accept(group.nodes(), BgeEvidence.ofSubsets(moments(group.included()), prior));
    }
  }

  private void forEachCategorical(BiConsumer<List<Integer>, double[]> consumer) {
    RisingFactorials rising = new RisingFactorials(prior.equivalentSampleSize());
    CategoricalStatistic all = counts(regimes);
    boolean wholeCounts = statistics.logRetention == 0;
    if (groups.size() == 1 || !wholeCounts || DenseCounts.suitsEachGroup(domain, all)) {
      for (RegimeGroup group : groups) {
        CategoricalStatistic included = counts(group.included());
        consumer.accept(group.nodes(), BdeuEvidence.ofSubsets(included, domain, rising));
      }
      return;
    }
    List<CategoricalStatistic> excluded =
        groups.stream().map(group -> counts(group.excluded())).toList();
    List<double[]> evidence = BdeuEvidence.ofSubsetsWithout(excluded, all, domain, rising);
    for (int i = 0; i < evidence.size(); i++) {
      consumer.accept(groups.get(i).nodes(), evidence.get(i));
    }
  }

  private CategoricalStatistic counts(Iterable<VariableSet> merged) {
    CategoricalStatistic counts = CategoricalStatistic.empty(domain.configurationWords());
    for (VariableSet targets : merged) {
      counts = counts.absorb(statistics.categorical.get(targets).copy());
    }
    return counts;
  }

  private GaussianStatistic moments(Iterable<VariableSet> merged) {
    GaussianStatistic moments = GaussianStatistic.empty(domain.dimension());
    for (VariableSet targets : merged) {
      moments.absorb(statistics.gaussian.get(targets));
    }
    return moments;
  }
}
