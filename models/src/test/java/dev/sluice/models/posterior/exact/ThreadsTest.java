// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.score.DependentVariablesException;
import dev.sluice.models.posterior.score.Evidence;
import dev.sluice.models.posterior.score.LocalScores;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.posterior.threads.Team;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several threads share a posterior. */
class ThreadsTest {
  private static final int[] THREADS = {2, 3, 5};

  @ParameterizedTest
  @CsvSource({
    "12, true, false, EXACT",
    "13, false, false, EXACT",
    "11, true, true, EXACT",
    "13, true, false, ORDER_EXACT"
  })
  void theirNumberChangesNoBitOfContinuousVariables(
      int dimension, boolean interventional, boolean byEvidence, Method method) {
    ScorePrior fixed = ScorePrior.defaults(dimension);
    ScorePrior prior =
        new ScorePrior(fixed.alphaMu(), fixed.alphaW(), fixed.priorScale(), byEvidence, 1);
    assertSameBits(
        Domain.continuous(dimension),
        Fixture.simulate(dimension, 1000, 0.5, interventional, 5),
        prior,
        method);
  }

  /** Counted by regime; all at once; with forgetting, by nodes. */
  @ParameterizedTest
  @CsvSource({"12, true, 1", "12, false, 1", "10, true, 0.999"})
  void theirNumberChangesNoBitOfCategoricalVariables(
      int dimension, boolean interventional, double forgetting) {
    int[] categories = new int[dimension];
    Arrays.setAll(categories, i -> i % 4 == 1 ? 2 : i == 7 ? 40 : 3);
    Domain domain = Domain.categorical(categories);
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    Random random = new Random(6);
    for (int n = 0; n < 700; n++) {
      double[] values = new double[dimension];
      for (int i = 0; i < dimension; i++) {
        values[i] =
            i > 0 && random.nextInt(3) > 0
                ? values[i - 1] % categories[i]
                : random.nextInt(categories[i]);
      }
      int target = interventional && n % 2 == 0 ? n / 2 % dimension : -1;
      VariableSet targets = target < 0 ? VariableSet.EMPTY : VariableSet.of(target);
      statistics.observe(domain, values, targets, forgetting);
    }
    assertSameBits(domain, statistics, ScorePrior.defaults(dimension), Method.EXACT);
  }

  @Test
  void fewVariablesHaveTooLittleToShare() {
    for (Domain domain : new Domain[] {Domain.continuous(1), Domain.continuous(2)}) {
      ScorePrior prior = ScorePrior.defaults(domain.dimension());
      assertSameBits(domain, SufficientStatistics.empty(domain), prior, Method.ENUMERATION);
      assertSameBits(domain, SufficientStatistics.empty(domain), prior, Method.EXACT);
    }
  }

  /** Every group of nodes fails; a single thread would meet that of node 0 first. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void aScoreThatIsNotFiniteIsRefusedAsByOneThread(int threads) {
    int dimension = 13;
    ScorePrior prior = new ScorePrior(1, 1e308, 0.5, false, 1); // ln Gamma overflows
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(
            () ->
                Inference.posterior(
                    Domain.continuous(dimension),
                    Fixture.simulate(dimension, 200, 1, true, 3),
                    prior,
                    GraphPrior.uniform(dimension),
                    Method.EXACT,
                    threads))
        .withMessage("score of node 0 given parents 0 is NaN");
  }

  @Test
  void dependentVariablesAreNamedAsByOneThread() {
    int dimension = 13;
    Domain domain = Domain.continuous(dimension);
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    Random random = new Random(7);
    for (int n = 0; n < 300; n++) {
      double[] x = random.doubles(dimension).toArray();
      x[4] = x[2] + x[3];
      statistics.observe(domain, x, VariableSet.of(n % dimension), 1);
    }
    ScorePrior prior = new ScorePrior(1, dimension + 2, 1e-40, false, 1);
    DependentVariablesException expected = dependent(domain, statistics, prior, 1);
    assertThat(expected.dependent()).isEqualTo(VariableSet.of(2, 3, 4));
    for (int threads : THREADS) {
      DependentVariablesException found = dependent(domain, statistics, prior, threads);
      assertThat(found).hasMessage(expected.getMessage());
      assertThat(found.dependent()).isEqualTo(expected.dependent());
    }
  }

  @Test
  void impossibleNumbersAreRefused() {
    Domain domain = Domain.continuous(2);
    SufficientStatistics none = SufficientStatistics.empty(domain);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Inference.posterior(
                    domain, none, ScorePrior.defaults(2), GraphPrior.uniform(2), Method.EXACT, 0))
        .withMessage("threads is 0; expected from 1 to 64");
  }

  private static DependentVariablesException dependent(
      Domain domain, SufficientStatistics statistics, ScorePrior prior, int threads) {
    return catchThrowableOfType(
        DependentVariablesException.class,
        () ->
            Inference.posterior(
                domain,
                statistics,
                prior,
                GraphPrior.uniform(domain.dimension()),
                Method.EXACT,
                threads));
  }

  private static void assertSameBits(
      Domain domain, SufficientStatistics statistics, ScorePrior prior, Method method) {
    GraphPrior graphs = GraphPrior.uniform(domain.dimension());
    Posterior expected = Inference.posterior(domain, statistics, prior, graphs, method);
    LocalScores scores = scores(domain, statistics, prior, 1);
    for (int threads : THREADS) {
      Posterior found = Inference.posterior(domain, statistics, prior, graphs, method, threads);
      assertSameBits(found, expected);
      LocalScores foundScores = scores(domain, statistics, prior, threads);
      for (int node = 0; node < scores.nodes(); node++) {
        assertThat(foundScores.of(node)).isEqualTo(scores.of(node));
      }
    }
  }

  private static void assertSameBits(Posterior found, Posterior expected) {
    assertThat(found.edges()).isDeepEqualTo(expected.edges());
    assertThat(Arrays.deepEquals(found.ancestors(), expected.ancestors())).isTrue();
    assertThat(numbers(found)).isEqualTo(numbers(expected));
    assertThat(found.mapGraph()).isEqualTo(expected.mapGraph());
    assertThat(found.topGraphs()).isEqualTo(expected.topGraphs());
  }

  private static double[] numbers(Posterior posterior) {
    return new double[] {
      posterior.priorScale(),
      posterior.logEvidence(),
      posterior.expectedEdges(),
      posterior.entropy()
    };
  }

  private static LocalScores scores(
      Domain domain, SufficientStatistics statistics, ScorePrior prior, int threads) {
    try (Team team = new Team(threads)) {
      return LocalScores.of(
          new Evidence(domain, statistics, prior),
          prior,
          GraphPrior.uniform(domain.dimension()),
          new double[domain.dimension()][],
          team);
    }
  }
}
