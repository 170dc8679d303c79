// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.contingency.TabledFamily;
import dev.sluice.models.posterior.threads.Cancellation;
import dev.sluice.models.posterior.threads.Team;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;

/**
 * ln p(D_F) of every set F of variables, for each group of nodes from the samples in which they
 * were not targets.
 *
 * <p>Made once for all scales of the prior. Statistics of regimes are merged, never subtracted,
 * which would cancel. The exception are whole counts, where subtraction is exact and much faster
 * than counting anew for every group.
 */
public final class Evidence {
  private final Domain domain;
  private final SufficientStatistics statistics;
  private final SortedSet<VariableSet> regimes;
  private final List<RegimeGroup> groups;

  /** By group, for the prior's sample size of the mean; empty if the domain is categorical. */
  private final List<ScatterMatrix> matrices;

  /**
   * Merges the statistics.
   *
   * @param prior whose scale does not matter
   * @throws ArithmeticException if sums of squares overflow
   */
  public Evidence(Domain domain, SufficientStatistics statistics, ScorePrior prior) {
    this.domain = domain;
    this.statistics = statistics.upToDate();
    regimes = RegimeGroup.regimes(statistics);
    groups = RegimeGroup.of(statistics);
    matrices = domain.isCategorical() ? List.of() : matrices(prior.alphaMu());
  }

  private List<ScatterMatrix> matrices(double priorSamples) {
    return groups.stream()
        .map(group -> ScatterMatrix.of(moments(group.included()), priorSamples))
        .toList();
  }

  /**
   * Passes the wanted nodes of each group that has any, and ln p(D_F) by the bit mask of F, on any
   * thread of the team: to the same bits, whichever others are wanted. Of sets F that are in no
   * family of at most {@link #mostParents} parents there is not a number.
   */
  void forEachGroup(
      ScorePrior prior,
      Team team,
      IntPredicate wanted,
      BiConsumer<List<Integer>, double[]> consumer) {
    if (statistics.detail == Detail.FAMILIES) {
      forEachTabled(prior, wanted, consumer);
      return;
    }
    List<RegimeGroup> some =
        groups.stream().filter(group -> group.nodes().stream().anyMatch(wanted::test)).toList();
    if (some.isEmpty()) {
      return;
    }
    BiConsumer<RegimeGroup, double[]> pass =
        (group, evidence) ->
            consumer.accept(group.nodes().stream().filter(wanted::test).toList(), evidence);
    if (domain.isCategorical()) {
      new GroupCounts(domain, statistics, regimes, groups)
          .forEach(some, new RisingFactorials(prior.equivalentSampleSize()), team, pass);
      return;
    }
    long steps = (long) some.size() << domain.dimension();
    team.forEach(
        some.size(),
        steps,
        (thread, i) -> pass.accept(some.get(i), continuous(groups.indexOf(some.get(i)), prior)));
  }

  /** Every node is a group of its own. */
  private void forEachTabled(
      ScorePrior prior, IntPredicate wanted, BiConsumer<List<Integer>, double[]> consumer) {
    RisingFactorials rising = new RisingFactorials(prior.equivalentSampleSize());
    TabledFamily family = new TabledFamily(statistics.tables);
    for (int node = 0; node < domain.dimension(); node++) {
      if (!wanted.test(node)) {
        continue;
      }
      double[] evidence = new double[1 << domain.dimension()];
      Arrays.fill(evidence, Double.NaN);
      for (int index = 0; index < evidence.length / 2; index++) {
        int parents = ParentSets.set(node, index);
        if (Integer.bitCount(parents) <= mostParents(statistics)) {
          Cancellation.check();
          family.read(node, VariableSet.ofMask(parents).members());
          evidence[parents] =
              rising.of(family.configurations()).sum(family.ofParents(), family.configurations());
          evidence[parents | 1 << node] =
              rising.of(family.size()).sum(family.joint(), family.size());
        }
      }
      consumer.accept(List.of(node), evidence);
    }
  }

  /** The most parents of families that statistics know enough of. */
  public static int mostParents(SufficientStatistics statistics) {
    return statistics.detail == Detail.FAMILIES ? statistics.maxParents : statistics.dimension - 1;
  }

  /**
   * Refuses a prior that allows more parents than statistics know enough of.
   *
   * @throws IllegalArgumentException if so
   */
  public static void checkParents(GraphPrior prior, SufficientStatistics statistics) {
    int most = Math.min(prior.maxParents(), prior.dimension() - 1);
    if (most > mostParents(statistics)) {
      throw new IllegalArgumentException(
          "up to %d parents: the statistics are of families of up to %d"
              .formatted(most, mostParents(statistics)));
    }
  }

  void checkParents(GraphPrior prior) {
    checkParents(prior, statistics);
  }

  /** Passes the nodes of each group of continuous variables, and the scatter of its samples. */
  void forEachMatrix(BiConsumer<List<Integer>, ScatterMatrix> consumer) {
    for (int i = 0; i < matrices.size(); i++) {
      consumer.accept(groups.get(i).nodes(), matrices.get(i));
    }
  }

  /**
   * Passes the nodes of each group of categorical variables, and the counts of its samples.
   *
   * @throws IllegalArgumentException if configurations are not known any more
   */
  void forEachCounts(BiConsumer<List<Integer>, CategoricalStatistic> consumer) {
    if (statistics.detail != Detail.SUFFICIENT) {
      throw new IllegalArgumentException(
          "of the configurations only tables of families are left: there are no mechanisms");
    }
    GroupCounts counts = new GroupCounts(domain, statistics, regimes, groups);
    groups.forEach(group -> consumer.accept(group.nodes(), counts.of(group.included())));
  }

  private double[] continuous(int group, ScorePrior prior) {
    try {
      return BgeEvidence.ofSubsets(matrices.get(group), prior);
    } catch (DependentVariablesException e) {
      throw e.of(Dependence.of(ScatterMatrix.of(moments(groups.get(group).included()), 0)));
    }
  }

  /**
   * The variance of each continuous variable over the samples in which it was not a target; 0 where
   * it is constant or there are none.
   */
  public double[] variances() {
    double[] variances = new double[domain.dimension()];
    List<ScatterMatrix> centred = matrices(0);
    for (int i = 0; i < centred.size(); i++) {
      ScatterMatrix matrix = centred.get(i);
      for (int node : groups.get(i).nodes()) {
        variances[node] = matrix.isConstant(node) ? 0 : matrix.variance(node);
      }
    }
    return variances;
  }

  /** The mean square of each variable over the same samples; 0 where there are none. */
  public double[] meanSquares() {
    double[] squares = new double[domain.dimension()];
    for (RegimeGroup group : groups) {
      GaussianStatistic moments = moments(group.included());
      for (int node : group.nodes()) {
        squares[node] = moments.weight() > 0 ? moments.squares(node) / moments.weight() : 0;
      }
    }
    return squares;
  }

  /** To be thrown where no scale of the prior is best: with the variables that are to blame. */
  public DependentVariablesException withoutOptimum() {
    return DependentVariablesException.withoutOptimum(dependence());
  }

  /** To be thrown where the best scale is too small for what is known of the samples. */
  public DependentVariablesException beyondPrecision() {
    VariableSet all = VariableSet.first(domain.dimension());
    return DependentVariablesException.beyondPrecision(all).of(dependence());
  }

  private Dependence dependence() {
    Dependence found = Dependence.NONE;
    for (ScatterMatrix matrix : matrices(0)) {
      found = found.union(Dependence.of(matrix));
    }
    return found;
  }

  private GaussianStatistic moments(Iterable<VariableSet> merged) {
    GaussianStatistic moments = GaussianStatistic.empty(domain.dimension());
    for (VariableSet targets : merged) {
      moments.absorb(statistics.gaussian.get(targets));
    }
    return moments;
  }
}
