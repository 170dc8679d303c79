// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SamplerTest {
  static Stream<Domain> domains() {
    return Stream.of(
        Domain.continuous(6), Domain.categorical(2, 3, 2, 3, 2, 2, 2), Domain.continuous(8));
  }

  @ParameterizedTest
  @MethodSource("domains")
  void isTheExactPosterior(Domain domain) {
    SufficientStatistics statistics = TableScores.simulate(domain, 60, 3);
    GraphPrior prior = GraphPrior.fair(domain.dimension());
    Sampled sampled = sample(domain, statistics, prior, 2_000_000, null);
    Posterior exact = TableScores.exact(domain, statistics, prior);
    Posterior posterior = sampled.posterior();
    assertClose(posterior.edges(), exact.edges(), 0.012);
    assertClose(posterior.ancestors(), exact.ancestors(), 0.015);
    assertThat(posterior.expectedEdges()).isCloseTo(exact.expectedEdges(), within(0.06));
    assertThat(posterior.method()).isEqualTo(Method.MCMC);
    assertThat(posterior.priorScale()).isEqualTo(Double.valueOf(exact.priorScale()));
    assertThat(posterior.logEvidence()).isNaN();
    assertThat(posterior.entropy()).isNaN();
    assertThat(posterior.topGraphs()).isEmpty();
    TableScores scores = TableScores.of(domain, statistics, prior);
    assertThat(scores.table().of(posterior.mapGraph()))
        .isCloseTo(scores.table().of(exact.mapGraph()), within(1e-8));
    Diagnostics diagnostics = sampled.diagnostics();
    assertThat(diagnostics.converged()).isTrue();
    assertThat(diagnostics.chains()).isEqualTo(4);
    assertThat(diagnostics.steps()).isGreaterThanOrEqualTo(4_000_000);
    assertThat(diagnostics.acceptance()).isBetween(0.001, 0.9);
    assertThat(diagnostics.largestDifference()).isLessThan(0.05);
  }

  @ParameterizedTest
  @CsvSource({"2, .333333333", "3, .32", "5, .301082613", "8, .285227800"})
  void ofNoSamplesIsThePrior(int nodes, double expected) {
    Domain domain = Domain.continuous(nodes);
    Posterior posterior =
        sample(domain, SufficientStatistics.empty(domain), GraphPrior.uniform(nodes), 500_000, null)
            .posterior();
    for (int i = 0; i < nodes; i++) {
      for (int j = 0; j < nodes; j++) {
        assertThat(posterior.edges()[i][j]).isCloseTo(i == j ? 0 : expected, within(0.01));
      }
    }
  }

  @Test
  void ofOneVariableHasNoEdge() {
    Domain domain = Domain.continuous(1);
    Sampled sampled =
        sample(domain, TableScores.simulate(domain, 9, 1), GraphPrior.uniform(1), 1000, null);
    assertThat(sampled.posterior().edges()).isDeepEqualTo(new double[1][1]);
    assertThat(sampled.posterior().ancestors()).isDeepEqualTo(new double[][] {{1}});
    assertThat(sampled.posterior().mapGraph()).isEqualTo(Dag.empty(1));
    assertThat(sampled.diagnostics().converged()).isTrue();
  }

  @Test
  void keepsToThePrior() {
    Domain domain = Domain.continuous(6);
    VariableSet[] required = VariableSet.noneOf(6);
    required[0] = VariableSet.of(5);
    required[5] = VariableSet.of(2);
    VariableSet[] forbidden = VariableSet.noneOf(6);
    forbidden[2] = VariableSet.of(0, 1);
    forbidden[3] = VariableSet.of(1);
    double[] odds = new double[36];
    odds[4 * 6 + 3] = 1.5;
    GraphPrior prior = new GraphPrior(GraphPrior.Kind.UNIFORM, 0.3, required, forbidden, odds, 2);
    SufficientStatistics statistics = TableScores.simulate(domain, 80, 5);
    Posterior posterior = sample(domain, statistics, prior, 500_000, null).posterior();
    assertThat(posterior.edges()[5][0]).isEqualTo(1);
    assertThat(posterior.edges()[2][5]).isEqualTo(1);
    assertThat(posterior.ancestors()[2][0]).isEqualTo(1);
    assertThat(posterior.edges()[0][2]).isZero();
    assertThat(posterior.edges()[1][2]).isZero();
    assertThat(posterior.edges()[1][3]).isZero();
    Posterior exact = TableScores.exact(domain, statistics, prior);
    assertClose(posterior.edges(), exact.edges(), 0.015);
    GraphPrior empty = GraphPrior.uniform(6).withMaxParents(0);
    assertThat(sample(domain, statistics, empty, 1000, null).posterior().edges())
        .isDeepEqualTo(new double[6][6]);
  }

  @Test
  void sameSeedSameBits() {
    Domain domain = Domain.continuous(9);
    SufficientStatistics statistics = TableScores.simulate(domain, 50, 7);
    GraphPrior prior = GraphPrior.fair(9);
    Sampled first = sample(domain, statistics, prior, 20_011, null);
    Sampled again = sample(domain, statistics, prior, 20_011, null);
    assertSame(again, first);
    Sampled next = sample(domain, statistics, prior, 20_011, first.memory());
    assertSame(sample(domain, statistics, prior, 20_011, again.memory()), next);
    assertThat(next.memory().refreshes()).isEqualTo(2);
    assertThat(next.posterior().edges()).isNotEqualTo(first.posterior().edges());
    Sampled other =
        Sampler.posterior(
            domain,
            statistics,
            ScorePrior.defaults(9),
            prior,
            new SamplerSettings(4, 20_011, Double.POSITIVE_INFINITY, 8, 2),
            null);
    assertThat(other.posterior().edges()).isNotEqualTo(first.posterior().edges());
  }

  @Test
  void memoryOfAnotherNumberOfVariablesIsOfNoUse() {
    Domain six = Domain.continuous(6);
    SufficientStatistics statistics = TableScores.simulate(six, 50, 7);
    SamplerMemory ofNine =
        sample(
                Domain.continuous(9),
                TableScores.simulate(Domain.continuous(9), 5, 1),
                GraphPrior.fair(9),
                100,
                null)
            .memory();
    SamplerMemory none = new SamplerMemory(1, new long[0][], new double[0]);
    assertSame(
        sample(six, statistics, GraphPrior.fair(6), 5000, ofNine),
        sample(six, statistics, GraphPrior.fair(6), 5000, none));
  }

  /** Few samples, then more, refresh by refresh, against the exact posterior of all. */
  @Test
  void goesOnWhereTheLastRefreshEnded() {
    Domain domain = Domain.continuous(7);
    GraphPrior prior = GraphPrior.fair(7);
    SamplerMemory memory = null;
    for (int samples = 5; samples <= 100; samples += 5) {
      memory =
          sample(domain, TableScores.simulate(domain, samples, 2), prior, 60_000, memory).memory();
    }
    SufficientStatistics all = TableScores.simulate(domain, 100, 2);
    Sampled warm = sample(domain, all, prior, 500_000, memory);
    assertClose(warm.posterior().edges(), TableScores.exact(domain, all, prior).edges(), 0.02);
    assertThat(warm.memory().refreshes()).isEqualTo(21);
    assertThat(warm.memory().particles()).hasNumberOfRows(32);
  }

  @Test
  void answersWithWhatItHasWhenTimeIsUp() {
    Domain domain = Domain.continuous(12);
    SamplerSettings settings = new SamplerSettings(2, Long.MAX_VALUE, 1e-9, 8, 1);
    Sampled sampled =
        Sampler.posterior(
            domain,
            TableScores.simulate(domain, 50, 7),
            ScorePrior.defaults(12),
            GraphPrior.uniform(12),
            settings,
            null);
    assertThat(sampled.diagnostics().steps()).isBetween(240L, 260L);
    assertThat(sampled.diagnostics().effectiveSampleSize()).isZero();
    assertThat(sampled.diagnostics().converged()).isFalse();
  }

  @Test
  void endsWhenInterrupted() {
    Domain domain = Domain.continuous(6);
    SufficientStatistics statistics = TableScores.simulate(domain, 50, 7);
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> sample(domain, statistics, GraphPrior.uniform(6), Long.MAX_VALUE, null));
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void beyondOneWordOfNodes() {
    Domain domain = Domain.continuous(70);
    Sampled sampled =
        sample(
            domain,
            TableScores.simulate(domain, 300, 7),
            GraphPrior.fair(70).withMaxParents(4),
            30_000,
            null);
    Posterior posterior = sampled.posterior();
    assertThat(posterior.mapGraph().nodes()).isEqualTo(70);
    for (int node = 0; node < 70; node++) {
      assertThat(posterior.mapGraph().parents(node).size()).isLessThanOrEqualTo(4);
      assertThat(posterior.ancestors()[node][node]).isEqualTo(1);
    }
    assertThat(posterior.expectedEdges()).isBetween(60.0, 200.0);
    assertThat(sampled.diagnostics().converged()).isFalse();
  }

  private static Sampled sample(
      Domain domain,
      SufficientStatistics statistics,
      GraphPrior prior,
      long steps,
      SamplerMemory before) {
    return Sampler.posterior(
        domain,
        statistics,
        ScorePrior.defaults(domain.dimension()),
        prior,
        new SamplerSettings(4, steps, Double.POSITIVE_INFINITY, 8, 1),
        before);
  }

  private static void assertSame(Sampled actual, Sampled expected) {
    assertThat(actual.posterior().edges()).isDeepEqualTo(expected.posterior().edges());
    assertThat(actual.posterior().ancestors()).isDeepEqualTo(expected.posterior().ancestors());
    assertThat(actual.posterior().mapGraph()).isEqualTo(expected.posterior().mapGraph());
    assertThat(actual.diagnostics()).isEqualTo(expected.diagnostics());
    assertThat(actual.memory().particles()).isDeepEqualTo(expected.memory().particles());
    assertThat(actual.memory().logScores()).containsExactly(expected.memory().logScores());
  }

  private static void assertClose(double[][] actual, double[][] expected, double error) {
    for (int i = 0; i < expected.length; i++) {
      for (int j = 0; j < expected.length; j++) {
        assertThat(actual[i][j]).as("[%d][%d]", i, j).isCloseTo(expected[i][j], within(error));
      }
    }
  }
}
