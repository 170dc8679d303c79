// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.score.LocalScores;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PosteriorPropertiesTest {
  private static final double GATE = 1e-9;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void runningIsBatchIsShuffledIsMerged(boolean categorical) {
    Domain domain = categorical ? Domain.categorical(2, 3, 2, 2, 3, 2) : Domain.continuous(6);
    Random random = new Random(21);
    List<double[]> rows = new ArrayList<>();
    List<Long> targets = new ArrayList<>();
    for (int n = 0; n < 400; n++) {
      double[] row = new double[6];
      for (int i = 0; i < 6; i++) {
        double previous = i > 0 ? row[i - 1] : 0;
        row[i] =
            categorical
                ? (previous + random.nextInt(2)) % domain.categories()[i]
                : 1e3 + 0.8 * previous + random.nextGaussian();
      }
      rows.add(row);
      targets.add(n % 4 == 0 ? 1L << random.nextInt(6) : 0);
    }
    List<Integer> order = new ArrayList<>();
    for (int n = 0; n < rows.size(); n++) {
      order.add(n);
    }
    SufficientStatistics running = SufficientStatistics.empty(domain);
    SufficientStatistics shuffled = SufficientStatistics.empty(domain);
    SufficientStatistics[] parts = new SufficientStatistics[5];
    for (int n : order) {
      running.observe(domain, rows.get(n), VariableSet.ofMask(targets.get(n)), 1);
      if (parts[n % 5] == null) {
        parts[n % 5] = SufficientStatistics.empty(domain);
      }
      parts[n % 5].observe(domain, rows.get(n), VariableSet.ofMask(targets.get(n)), 1);
    }
    Collections.shuffle(order, random);
    for (int n : order) {
      shuffled.observe(domain, rows.get(n), VariableSet.ofMask(targets.get(n)), 1);
    }
    SufficientStatistics merged = parts[3].merge(parts[0]).merge(parts[1]);
    merged = merged.merge(parts[4].merge(parts[2]));

    Posterior expected = posterior(domain, running);
    for (SufficientStatistics statistics : List.of(shuffled, merged, running.copy())) {
      Posterior actual = posterior(domain, statistics);
      assertClose(actual.edges(), expected.edges());
      assertClose(actual.ancestors(), expected.ancestors());
      assertThat(actual.logEvidence() / expected.logEvidence()).isCloseTo(1, within(GATE));
      assertThat(actual.mapGraph()).isEqualTo(expected.mapGraph());
    }
  }

  /**
   * Chickering 1995: reversing a covered edge (parents of the child = parents of the parent and the
   * parent) leaves the score alone; with interventions, if and only if every regime targets both
   * ends or neither.
   */
  @ParameterizedTest
  @CsvSource({"0, true", "3, true", "4, true", "1, false", "6, false"})
  void reversingACoveredEdge(long targets, boolean equal) {
    Dag graph = Dag.ofEdges(5, new int[][] {{2, 0}, {2, 1}, {0, 1}, {1, 3}, {4, 3}});
    Dag reversed = Dag.ofEdges(5, new int[][] {{2, 0}, {2, 1}, {1, 0}, {1, 3}, {4, 3}});
    for (boolean categorical : new boolean[] {false, true}) {
      Domain domain = categorical ? Domain.categorical(2, 3, 2, 2, 3) : Domain.continuous(5);
      SufficientStatistics statistics =
          categorical
              ? Fixture.simulate(domain, 200, false, 8)
              : Fixture.simulate(5, 200, 1, false, 8);
      Random random = new Random(9);
      for (int n = 0; n < 30; n++) {
        double[] row = new double[5];
        for (int i = 0; i < 5; i++) {
          row[i] = categorical ? random.nextInt(2) : random.nextGaussian();
        }
        statistics.observe(domain, row, VariableSet.ofMask(targets), 1);
      }
      LocalScores scores =
          new Experiment(domain, statistics, GraphPrior.uniform(5)).score(ScorePrior.defaults(5));
      double difference = scores.of(graph) - scores.of(reversed);
      if (equal) {
        assertThat(difference).isCloseTo(0, within(GATE));
      } else {
        assertThat(Math.abs(difference)).isGreaterThan(0.1);
      }
    }
  }

  @Test
  void samplesWithEveryVariableSetSayNothing() {
    Domain domain = Domain.continuous(4);
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    for (double[] row : Fixture.continuousRows()) {
      statistics.observe(domain, row, VariableSet.ofMask(0b1111), 1);
    }
    assertThat(posterior(domain, statistics).logEvidence()).isEqualTo(Math.log(543));
  }

  @Test
  void namesOfVariablesDoNotMatter() {
    int[] permutation = {3, 0, 6, 1, 5, 2, 4};
    Domain domain = Domain.continuous(7);
    Random random = new Random(4);
    SufficientStatistics original = SufficientStatistics.empty(domain);
    SufficientStatistics permuted = SufficientStatistics.empty(domain);
    for (int n = 0; n < 100; n++) {
      double[] row = new double[7];
      double[] moved = new double[7];
      for (int i = 0; i < 7; i++) {
        row[i] = (i > 1 ? row[i - 2] : 0) + random.nextGaussian();
        moved[permutation[i]] = row[i];
      }
      int target = random.nextInt(7);
      original.observe(domain, row, VariableSet.ofMask(1L << target), 1);
      permuted.observe(domain, moved, VariableSet.ofMask(1L << permutation[target]), 1);
    }
    Posterior expected = posterior(domain, original);
    Posterior actual = posterior(domain, permuted);
    for (int i = 0; i < 7; i++) {
      for (int j = 0; j < 7; j++) {
        assertThat(actual.edges()[permutation[i]][permutation[j]])
            .isCloseTo(expected.edges()[i][j], within(GATE));
        assertThat(actual.ancestors()[permutation[i]][permutation[j]])
            .isCloseTo(expected.ancestors()[i][j], within(GATE));
      }
    }
  }

  @Test
  void forgettingIsAPowerPrior() {
    Domain domain = Domain.continuous(4);
    SufficientStatistics forgetful = SufficientStatistics.empty(domain);
    double[][] rows = Fixture.continuousRows();
    for (int t = 0; t < rows.length; t++) {
      forgetful.observe(domain, rows[t], VariableSet.ofMask(Fixture.target(t)), 0.5);
    }
    for (int n = 0; n < 200; n++) {
      forgetful.observe(domain, new double[] {0, 0, 0, 0}, VariableSet.ofMask(0b1111), 0.5);
    }
    // what is left of twelve samples is nothing
    assertThat(posterior(domain, forgetful).logEvidence()).isCloseTo(Math.log(543), within(1e-12));
  }

  @Test
  void forgottenCountsAreFractions() {
    Domain domain = Domain.categorical(2, 2);
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    statistics.observe(domain, new double[] {1, 1}, VariableSet.ofMask(0), 1);
    statistics.observe(domain, new double[] {0, 0}, VariableSet.ofMask(0b11), 0.5);
    LocalScores scores =
        new Experiment(domain, statistics, GraphPrior.uniform(2)).score(ScorePrior.defaults(2));
    // one cell of weight 1/2: Gamma(1)/Gamma(1/2) over Gamma(3/2)/Gamma(1)
    assertThat(scores.of(0, 0)).isCloseTo(Math.log(2 / Math.PI), within(1e-14));
  }

  @ParameterizedTest
  @CsvSource({"5, ENUMERATION", "6, EXACT", "16, EXACT", "19, ORDER_EXACT"})
  void theMethodFollowsFromTheNumberOfVariables(int dimension, Method method) {
    Domain domain = Domain.continuous(dimension);
    SufficientStatistics statistics = Fixture.simulate(dimension, 1000, 1, true, 6);
    Posterior posterior = posterior(domain, statistics);
    assertThat(posterior.method()).isEqualTo(method);
    boolean enumerated = method == Method.ENUMERATION;
    assertThat(posterior.topGraphs()).hasSize(enumerated ? 10 : 0);
    assertThat(posterior.ancestors() == null).isEqualTo(method == Method.ORDER_EXACT);
    assertThat(Double.isNaN(posterior.entropy())).isEqualTo(method == Method.ORDER_EXACT);
    double sum = 0;
    for (double[] row : posterior.edges()) {
      for (double probability : row) {
        assertThat(probability).isBetween(0.0, 1 + 1e-12);
        sum += probability;
      }
    }
    assertThat(posterior.expectedEdges()).isCloseTo(sum, within(1e-9));
  }

  private static Posterior posterior(Domain domain, SufficientStatistics statistics) {
    int dimension = domain.dimension();
    return Inference.posterior(
        domain, statistics, ScorePrior.defaults(dimension), GraphPrior.uniform(dimension));
  }

  private static void assertClose(double[][] actual, double[][] expected) {
    for (int i = 0; i < expected.length; i++) {
      for (int j = 0; j < expected.length; j++) {
        assertThat(actual[i][j]).as("[%d][%d]", i, j).isCloseTo(expected[i][j], within(GATE));
      }
    }
  }
}
