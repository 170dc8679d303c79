// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.family.NodeScores;
import dev.sluice.models.posterior.family.ScoredNodes;
import dev.sluice.models.posterior.score.DependentVariablesException;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Scores that were computed in slices give the posterior that they give in one place, bit by bit.
 */
class ScoredNodesTest {
  private static final SamplerSettings SETTINGS = SamplerSettings.defaults().ofSteps(4000);

  /** Of a sample size each, for which it is worth to count with and without interventions. */
  static Stream<Domain> domains() {
    return Stream.of(
        Domain.continuous(7),
        Domain.categorical(3, 3, 3, 3, 3, 3, 3),
        Domain.categorical(2, 20, 3, 5, 2, 4),
        Domain.continuous(1),
        Domain.categorical(2, 3));
  }

  private static ScoredNodes exactly(
      Domain domain, SufficientStatistics data, GraphPrior prior, Method method, int... slices) {
    List<ScoredNodes> parts = new ArrayList<>();
    for (int slice = 1; slice < slices.length; slice++) {
      parts.add(
          Inference.scores(domain, data, scale(domain), prior, method, slices[slice], slices[0]));
    }
    return ScoredNodes.of(parts);
  }

  private static ScorePrior scale(Domain domain) {
    return ScorePrior.defaults(domain.dimension());
  }

  private static void assertSame(Object actual, Object expected) {
    assertThat(actual)
        .usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class)
        .isEqualTo(expected);
  }

  private static int[] nodes(ScoredNodes scored) {
    return Arrays.stream(scored.nodes()).mapToInt(NodeScores::node).sorted().toArray();
  }

  @ParameterizedTest
  @MethodSource("domains")
  void anExactPosteriorIsTheSame(Domain domain) {
    int d = domain.dimension();
    GraphPrior prior = GraphPrior.fair(d);
    for (Method method : List.of(Method.EXACT, Method.ORDER_EXACT)) {
      for (int samples : new int[] {0, 60, 900}) {
        SufficientStatistics data = TableScores.simulate(domain, samples, 3);
        Posterior expected = Inference.posterior(domain, data, scale(domain), prior, method);
        ScoredNodes ofTwo = exactly(domain, data, prior, method, 2, 0, 1);
        ScoredNodes ofFour = exactly(domain, data, prior, method, 4, 3, 1, 0, 2);
        ScoredNodes some = exactly(domain, data, prior, method, 3, 1);
        assertThat(nodes(ofTwo)).isEqualTo(IntStream.range(0, d).toArray());
        assertThat(nodes(ofFour)).isEqualTo(IntStream.range(0, d).toArray());
        for (ScoredNodes known : List.of(ofTwo, ofFour, some)) {
          assertSame(
              Inference.posterior(domain, data, scale(domain), prior, method, known, 1), expected);
        }
      }
    }
  }

  /** Each slice has a part of the groups; without interventions there is one group. */
  @Test
  void nodesOfTheSameSamplesAreInOneSlice() {
    Domain domain = Domain.categorical(2, 2, 2, 2, 2, 2);
    SufficientStatistics data = SufficientStatistics.empty(domain);
    double[] row = {0, 1, 0, 1, 1, 0};
    data.observe(domain, row, VariableSet.EMPTY, 1);
    GraphPrior prior = GraphPrior.uniform(6);
    assertThat(nodes(exactly(domain, data, prior, Method.EXACT, 2, 0)))
        .containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(nodes(exactly(domain, data, prior, Method.EXACT, 2, 1))).isEmpty();
    data.observe(domain, row, VariableSet.of(1, 4), 1);
    data.observe(domain, row, VariableSet.of(3), 1);
    assertThat(nodes(exactly(domain, data, prior, Method.EXACT, 2, 0))).containsExactly(0, 2, 3, 5);
    assertThat(nodes(exactly(domain, data, prior, Method.EXACT, 2, 1))).containsExactly(1, 4);
  }

  static Stream<ScorePrior> sampled() {
    ScorePrior fixed = ScorePrior.defaults(9);
    return Stream.of(
        fixed, new ScorePrior(fixed.alphaMu(), fixed.alphaW(), fixed.priorScale(), true, 1));
  }

  @ParameterizedTest
  @MethodSource("sampled")
  void aSampledPosteriorIsTheSame(ScorePrior scale) {
    for (Domain domain :
        List.of(Domain.continuous(9), Domain.categorical(3, 2, 3, 2, 3, 2, 3, 2, 3))) {
      SamplerSettings settings = new SamplerSettings(3, 4000, Double.POSITIVE_INFINITY, 5, 1);
      GraphPrior prior = GraphPrior.fair(9);
      SufficientStatistics before = TableScores.simulate(domain, 150, 4);
      SufficientStatistics data = TableScores.simulate(domain, 300, 4);
      SamplerMemory memory =
          Sampler.posterior(domain, before, scale, prior, settings, null).memory();
      Sampled expected = Sampler.posterior(domain, data, scale, prior, settings, memory);
      List<ScoredNodes> slices = new ArrayList<>();
      for (int slice = 0; slice < 4; slice++) {
        slices.add(Sampler.scores(domain, data, scale, prior, settings, slice, 4));
      }
      assertThat(nodes(slices.get(1))).containsExactly(1, 5);
      assertThat(nodes(ScoredNodes.of(slices))).hasSize(9);
      for (List<ScoredNodes> known :
          List.of(slices, slices.subList(1, 3), List.of(ScoredNodes.none(), slices.get(2)))) {
        assertSame(
            Sampler.posterior(domain, data, scale, prior, settings, memory, ScoredNodes.of(known)),
            expected);
      }
    }
  }

  @Test
  void edgesThatAreRequiredOrExcludedAreHeeded() {
    Domain domain = Domain.continuous(6);
    SufficientStatistics data = TableScores.simulate(domain, 200, 5);
    VariableSet[] required = new VariableSet[6];
    VariableSet[] forbidden = new VariableSet[6];
    Arrays.fill(required, VariableSet.EMPTY);
    Arrays.fill(forbidden, VariableSet.EMPTY);
    required[5] = VariableSet.of(0, 3);
    forbidden[2] = VariableSet.of(0, 1, 3, 4, 5);
    GraphPrior knowing = new GraphPrior(GraphPrior.Kind.UNIFORM, .5, required, forbidden);
    for (GraphPrior prior : List.of(knowing, GraphPrior.fair(6).withMaxParents(0))) {
      Posterior exact = Inference.posterior(domain, data, scale(domain), prior, Method.EXACT);
      ScoredNodes known = exactly(domain, data, prior, Method.EXACT, 2, 0, 1);
      assertSame(
          Inference.posterior(domain, data, scale(domain), prior, Method.EXACT, known, 1), exact);
      Sampled sampled = Sampler.posterior(domain, data, scale(domain), prior, SETTINGS, null);
      ScoredNodes some = Sampler.scores(domain, data, scale(domain), prior, SETTINGS, 1, 2);
      assertSame(
          Sampler.posterior(domain, data, scale(domain), prior, SETTINGS, null, some), sampled);
    }
  }

  /** Scores of one prior or method are no scores of another. */
  @Test
  void whatDoesNotFitIsLeftOut() {
    Domain domain = Domain.continuous(6);
    SufficientStatistics data = TableScores.simulate(domain, 50, 6);
    GraphPrior prior = GraphPrior.uniform(6);
    ScoredNodes first = exactly(domain, data, prior, Method.EXACT, 2, 0);
    ScoredNodes second = exactly(domain, data, prior, Method.EXACT, 2, 1);
    ScoredNodes other = new ScoredNodes(Method.EXACT, 7, second.nodes());
    assertThat(nodes(ScoredNodes.of(List.of(ScoredNodes.none(), first, other))))
        .isEqualTo(nodes(first));
    NodeScores spoilt =
        new NodeScores(
            0, new int[] {1, 2, 3, 4, 5}, new double[32], new long[0][], new double[0][]);
    ScoredNodes sampled = new ScoredNodes(Method.MCMC, .5, new NodeScores[] {spoilt});
    assertSame(
        Inference.posterior(domain, data, scale(domain), prior, Method.EXACT, sampled, 1),
        Inference.posterior(domain, data, scale(domain), prior, Method.EXACT));
    assertSame(
        Sampler.posterior(domain, data, scale(domain), prior, SETTINGS, null, first),
        Sampler.posterior(domain, data, scale(domain), prior, SETTINGS, null));
  }

  /** The sum over graphs, of which the search for the scale is made, has all nodes. */
  @Test
  void aScaleThatIsSearchedForLeavesNothingToSlices() {
    Domain domain = Domain.continuous(6);
    SufficientStatistics data = TableScores.simulate(domain, 50, 6);
    ScorePrior fixed = scale(domain);
    ScorePrior searched = new ScorePrior(fixed.alphaMu(), fixed.alphaW(), .5, true, 1);
    GraphPrior prior = GraphPrior.uniform(6);
    assertThat(Inference.scores(domain, data, searched, prior, Method.EXACT, 0, 2).nodes())
        .isEmpty();
    ScoredNodes fromElsewhere = exactly(domain, data, prior, Method.EXACT, 1, 0);
    assertSame(
        Inference.posterior(domain, data, searched, prior, Method.EXACT, fromElsewhere, 1),
        Inference.posterior(domain, data, searched, prior, Method.EXACT));
  }

  @Test
  void slicesMeetTheSameFaults() {
    Domain domain = Domain.continuous(6);
    SufficientStatistics data = SufficientStatistics.empty(domain);
    for (int t = 0; t < 40; t++) {
      double[] row = {t, 2 * t, 7, t % 3, t % 5, t % 7};
      data.observe(domain, row, VariableSet.EMPTY, 1);
    }
    ScorePrior tiny = scale(domain).withScale(1e-30);
    GraphPrior prior = GraphPrior.uniform(6);
    assertThatExceptionOfType(DependentVariablesException.class)
        .isThrownBy(() -> Inference.scores(domain, data, tiny, prior, Method.EXACT, 0, 2));
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> Sampler.scores(domain, data, scale(domain), prior, SETTINGS, 0, 2));
    assertThat(Thread.interrupted()).isFalse();
  }
}
