// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.effects.Adjustment;
import dev.sluice.models.posterior.effects.Adjustments;
import dev.sluice.models.posterior.effects.CausePair;
import dev.sluice.models.posterior.effects.Effect;
import dev.sluice.models.posterior.family.ScoredNodes;
import dev.sluice.models.posterior.score.LocalScores;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.posterior.threads.Team;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdjustmentsTest {
  private static Map<VariableSet, Adjustment> of(Adjustments adjustments, int cause) {
    Map<VariableSet, Adjustment> sets = new HashMap<>();
    adjustments.forEach(
        cause, set -> assertThat(sets.put(set.parents(), set)).as("another one").isNull());
    return sets;
  }

  private static GraphPrior constrained(int dimension) {
    VariableSet[] required = VariableSet.noneOf(dimension);
    VariableSet[] forbidden = VariableSet.noneOf(dimension);
    required[1] = VariableSet.of(0);
    forbidden[0] = VariableSet.first(dimension).toggle(0);
    double[] odds = new double[dimension * dimension];
    odds[1] = 2;
    return new GraphPrior(GraphPrior.Kind.FAIR, 0.5, required, forbidden, odds, 2);
  }

  @ParameterizedTest
  @CsvSource({"2, 5", "3, 0", "4, 30", "5, 0", "5, 100", "5, 5000"})
  void sumsAreThoseOverAllGraphs(int dimension, int samples) {
    Domain domain = Domain.continuous(dimension);
    SufficientStatistics statistics = Fixture.simulate(dimension, samples, 1, true, 2);
    for (GraphPrior prior : List.of(GraphPrior.uniform(dimension), constrained(dimension))) {
      LocalScores scores =
          new Experiment(domain, statistics, prior).score(ScorePrior.defaults(dimension));
      Adjustments visited = new Enumeration(scores).adjustments();
      Adjustments summed = new StructureModularSum(scores, Team.alone()).adjustments();
      assertThat(summed.nodes()).isEqualTo(dimension);
      assertThat(summed.graphs()).isZero();
      for (int cause = 0; cause < dimension; cause++) {
        Map<VariableSet, Adjustment> expected = of(visited, cause);
        Map<VariableSet, Adjustment> found = of(summed, cause);
        assertThat(expected.keySet()).containsAll(found.keySet());
        expected.forEach(
            (parents, set) -> {
              Adjustment other =
                  found.getOrDefault(parents, new Adjustment(parents, 0, new double[dimension]));
              assertThat(other.probability()).isCloseTo(set.probability(), within(1e-11));
              assertThat(other.reaching()).containsExactly(set.reaching(), within(1e-11));
            });
        assertThat(found.values().stream().mapToDouble(Adjustment::probability).sum())
            .isCloseTo(1, within(1e-11));
      }
    }
  }

  @Test
  void bothMethodsKnowTheSameEffects() {
    int d = 5;
    Domain domain = Domain.continuous(d);
    SufficientStatistics statistics = Fixture.simulate(d, 3000, 1, true, 2);
    List<CausePair> pairs = new ArrayList<>();
    for (int pair = 0; pair < d * d; pair++) {
      if (pair / d != pair % d) {
        pairs.add(new CausePair(pair / d, pair % d));
      }
    }
    List<Effect> visited = effects(domain, statistics, Method.ENUMERATION, pairs);
    List<Effect> summed = effects(domain, statistics, Method.EXACT, pairs);
    for (int i = 0; i < pairs.size(); i++) {
      Effect expected = visited.get(i);
      Effect found = summed.get(i);
      assertThat(found.probabilityOfNone()).isCloseTo(expected.probabilityOfNone(), within(1e-11));
      assertThat(found.slope().mean()).isCloseTo(expected.slope().mean(), within(1e-11));
      assertThat(found.slope().standardDeviation())
          .isCloseTo(expected.slope().standardDeviation(), within(1e-8));
      assertThat(found.slope().quantiles())
          .containsExactly(expected.slope().quantiles(), within(1e-10));
    }
  }

  private static List<Effect> effects(
      Domain domain, SufficientStatistics statistics, Method method, List<CausePair> pairs) {
    int d = domain.dimension();
    return EffectInference.posteriorWithEffects(
            domain,
            statistics,
            ScorePrior.defaults(d),
            GraphPrior.uniform(d),
            method,
            2,
            ScoredNodes.none(),
            pairs)
        .effects();
  }
}
