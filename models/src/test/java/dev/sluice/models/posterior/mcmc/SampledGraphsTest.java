// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.effects.GraphAdjustments;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The graphs that a sampled posterior brings along. */
class SampledGraphsTest {
  /**
   * Of edges and ancestors, how far shares of two thousand graphs may be from probabilities: five
   * standard errors of independent ones are .056.
   */
  private static final double ERROR = 0.06;

  @ParameterizedTest
  @ValueSource(ints = {2, 8, 11})
  void standForThePosterior(int nodes) {
    Domain domain = Domain.continuous(nodes);
    SufficientStatistics statistics = TableScores.simulate(domain, 60, 3);
    GraphPrior prior = GraphPrior.fair(nodes);
    List<Dag> graphs = sample(statistics, prior, 500_000, 2000, null).graphs();
    assertThat(graphs).hasSize(2000);
    Posterior exact = TableScores.exact(domain, statistics, prior);
    GraphAdjustments adjustments = GraphAdjustments.of(nodes, graphs);
    for (int cause = 0; cause < nodes; cause++) {
      double[] parents = new double[nodes];
      double[] descendants = new double[nodes];
      adjustments.forEach(
          cause,
          adjustment -> {
            adjustment.parents().forEach(node -> parents[node] += adjustment.probability());
            Arrays.setAll(descendants, node -> descendants[node] + adjustment.reaching()[node]);
          });
      for (int node = 0; node < nodes; node++) {
        assertThat(parents[node]).isCloseTo(exact.edges()[node][cause], within(ERROR));
        double ancestor = node == cause ? 0 : exact.ancestors()[cause][node];
        assertThat(descendants[node]).isCloseTo(ancestor, within(ERROR));
      }
    }
  }

  @Test
  void changeNoBitOfThePosterior() {
    Domain domain = Domain.continuous(9);
    GraphPrior prior = GraphPrior.fair(9);
    SufficientStatistics before = TableScores.simulate(domain, 30, 7);
    SufficientStatistics statistics = TableScores.simulate(domain, 50, 7);
    Sampled first = sample(before, prior, 20_011, 0, null);
    Sampled without = sample(statistics, prior, 20_011, 0, first.memory());
    Sampled with =
        sample(statistics, prior, 20_011, 100, sample(before, prior, 20_011, 100, null).memory());
    assertThat(without.graphs()).isEmpty();
    assertThat(with.graphs()).hasSize(100);
    assertThat(with.posterior().edges()).isDeepEqualTo(without.posterior().edges());
    assertThat(with.posterior().ancestors()).isDeepEqualTo(without.posterior().ancestors());
    assertThat(with.posterior().mapGraph()).isEqualTo(without.posterior().mapGraph());
    assertThat(with.diagnostics()).isEqualTo(without.diagnostics());
    assertThat(with.memory().refreshes()).isEqualTo(without.memory().refreshes());
    assertThat(with.memory().particles()).isDeepEqualTo(without.memory().particles());
    assertThat(with.memory().logScores()).containsExactly(without.memory().logScores());
    // steps give the same graphs
    assertThat(sample(statistics, prior, 20_011, 100, first.memory()).graphs())
        .isEqualTo(with.graphs());
  }

  @Test
  void keepToThePrior() {
    Domain domain = Domain.continuous(6);
    VariableSet[] required = VariableSet.noneOf(6);
    required[0] = VariableSet.of(5);
    required[5] = VariableSet.of(2);
    VariableSet[] forbidden = VariableSet.noneOf(6);
    forbidden[2] = VariableSet.of(0, 1);
    GraphPrior prior =
        new GraphPrior(GraphPrior.Kind.UNIFORM, 0.3, required, forbidden).withMaxParents(2);
    SufficientStatistics statistics = TableScores.simulate(domain, 80, 5);
    List<Dag> graphs = sample(statistics, prior, 50_000, 500, null).graphs();
    assertThat(graphs).hasSize(500);
    for (Dag graph : graphs) {
      assertThat(graph.hasEdge(5, 0)).isTrue();
      assertThat(graph.hasEdge(2, 5)).isTrue();
      assertThat(graph.hasEdge(1, 2)).isFalse();
      for (int node = 0; node < 6; node++) {
        assertThat(graph.parents(node).size()).isLessThanOrEqualTo(2);
      }
    }
  }

  @Test
  void areAtMostAsManyAsLooksAfterTheBurnIn() {
    SufficientStatistics one = TableScores.simulate(Domain.continuous(1), 9, 1);
    assertThat(sample(one, GraphPrior.uniform(1), 500, 1000, null).graphs())
        .hasSize(4 * 7) // of each chain ten looks, of which three are burn-in
        .containsOnly(Dag.empty(1));
    assertThat(sample(one, GraphPrior.uniform(1), 1, 1000, null).graphs()).hasSize(4);
    assertThat(sample(one, GraphPrior.uniform(1), 5000, 3, null).graphs()).hasSize(3);
  }

  /** Before there are samples, and with as many variables as make two words. */
  @Test
  void areOfManyVariables() {
    Domain domain = Domain.continuous(100);
    GraphPrior prior = GraphPrior.fair(100).withMaxParents(3);
    List<Dag> graphs = sample(SufficientStatistics.empty(domain), prior, 20_000, 21, null).graphs();
    assertThat(graphs).hasSize(21).doesNotHaveDuplicates();
    assertThat(graphs.get(0).nodes()).isEqualTo(100);
    assertThat(graphs).anyMatch(graph -> graph.parents(70).length() > 65);
    SamplerSettings settings = settings(20_000, 0);
    SufficientStatistics none = SufficientStatistics.empty(domain);
    long without = Sampler.bytes(domain, none, settings);
    long graph = 100 * 2 * Long.BYTES;
    assertThat(Sampler.bytes(domain, none, settings.withGraphs(1000)) - without)
        .isBetween(3 * 1000 * graph, 20 * 1000 * graph);
  }

  @Test
  void theirNumberIsAPartOfTheSettings() {
    SamplerSettings settings = SamplerSettings.defaults().withGraphs(7);
    assertThat(SamplerSettings.defaults().graphs()).isZero();
    assertThat(settings.ofSteps(9).graphs()).isEqualTo(7);
    assertThat(settings.ofSeconds(9).graphs()).isEqualTo(7);
    assertThat(settings.briefly().graphs()).isEqualTo(7);
    assertThat(settings.seeded(9).graphs()).isEqualTo(7);
    assertThat(settings.withGraphs(0)).isEqualTo(SamplerSettings.defaults());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.withGraphs(-1))
        .withMessage("graphs must be 0 to 100000: -1");
  }

  private static Sampled sample(
      SufficientStatistics statistics,
      GraphPrior prior,
      long steps,
      int graphs,
      SamplerMemory before) {
    int nodes = prior.dimension();
    return Sampler.posterior(
        Domain.continuous(nodes),
        statistics,
        ScorePrior.defaults(nodes),
        prior,
        settings(steps, graphs),
        before);
  }

  private static SamplerSettings settings(long steps, int graphs) {
    return new SamplerSettings(4, steps, Double.POSITIVE_INFINITY, 8, 1).withGraphs(graphs);
  }
}
