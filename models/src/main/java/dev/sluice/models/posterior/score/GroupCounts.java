// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.threads.Team;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.BiConsumer;

/**
 * ln p(D_F) of sets of categorical variables, for each group of nodes from the samples in which
 * they were not targets.
 *
 * @param domain the variables
 * @param statistics of all regimes, up to date
 * @param regimes their targets, in the order in which they are read
 * @param groups all groups of nodes
 */
record GroupCounts(
    Domain domain,
    SufficientStatistics statistics,
    SortedSet<VariableSet> regimes,
    List<RegimeGroup> groups) {

  /**
   * Passes some groups with their evidence by the bit mask of F, on any thread of the team: to the
   * same bits whichever others are wanted.
   */
  void forEach(
      List<RegimeGroup> some,
      RisingFactorials rising,
      Team team,
      BiConsumer<RegimeGroup, double[]> consumer) {
    long steps = (long) some.size() << domain.dimension();
    if (!CountedSamples.suits(statistics)) {
      team.forEach(
          some.size(),
          steps,
          (thread, i) ->
              consumer.accept(
                  some.get(i),
                  BdeuEvidence.ofSubsets(of(some.get(i).included()), domain, rising.another())));
    } else if (countsEachGroup()) {
      List<int[]> none = List.of(new int[0]);
      for (RegimeGroup group : some) {
        List<CategoricalStatistic> included = List.of(of(group.included()));
        consumer.accept(
            group, BdeuEvidence.ofSubsetsWithout(none, 1, included, domain, rising, team).get(0));
      }
    } else {
      List<double[]> evidence = withoutExcluded(some, rising, team);
      team.forEach(
          some.size(), steps, (thread, i) -> consumer.accept(some.get(i), evidence.get(i)));
    }
  }

  private List<double[]> withoutExcluded(
      List<RegimeGroup> some, RisingFactorials rising, Team team) {
    Map<VariableSet, Integer> numbers = new HashMap<>();
    regimes.forEach(targets -> numbers.put(targets, numbers.size()));
    return BdeuEvidence.ofSubsetsWithout(
        some.stream()
            .map(group -> group.excluded().stream().mapToInt(numbers::get).toArray())
            .toList(),
        groups.size(),
        regimes.stream().map(statistics.categorical::get).toList(),
        domain,
        rising,
        team);
  }

  /** Whether counting each group anew costs less than to count all and without some. */
  private boolean countsEachGroup() {
    long anew = 0;
    long without = cells(regimes);
    for (RegimeGroup group : groups) {
      anew += cells(group.included());
      without += 2 * cells(group.excluded());
    }
    return anew <= without;
  }

  private long cells(Iterable<VariableSet> merged) {
    long cells = 0;
    for (VariableSet targets : merged) {
      cells += statistics.categorical.get(targets).size;
    }
    return cells;
  }

  /** The counts of some regimes. */
  CategoricalStatistic of(Iterable<VariableSet> merged) {
    CategoricalStatistic counts = CategoricalStatistic.empty(domain.configurationWords());
    for (VariableSet targets : merged) {
      counts = counts.absorb(statistics.categorical.get(targets).copy());
    }
    return counts;
  }
}
