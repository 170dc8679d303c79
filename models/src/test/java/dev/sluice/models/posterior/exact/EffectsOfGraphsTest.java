// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.effects.Adjustments;
import dev.sluice.models.posterior.effects.Effect;
import dev.sluice.models.posterior.effects.Effects;
import dev.sluice.models.posterior.effects.GraphAdjustments;
import dev.sluice.models.posterior.family.ScoredNodes;
import dev.sluice.models.posterior.mcmc.Sampled;
import dev.sluice.models.posterior.mcmc.Sampler;
import dev.sluice.models.posterior.mcmc.SamplerSettings;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.posterior.threads.Team;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Effects by drawn graphs, of as many variables as are summed exactly in no time. */
class EffectsOfGraphsTest {
  private static final int NODES = 12;
  private static final Domain DOMAIN = Domain.continuous(NODES);
  private static final ScorePrior SCORE_PRIOR = ScorePrior.defaults(NODES);
  private static final GraphPrior GRAPH_PRIOR = GraphPrior.fair(NODES);
  private static final SufficientStatistics STATISTICS = Fixture.simulate(NODES, 20, 0.5, true, 6);
  private static final List<Effect> EXACT = inferred(Method.EXACT).effects();

  @Test
  void ofTheSamplerAreTheExactOnes() {
    SamplerSettings settings = SamplerSettings.defaults().ofSteps(1_000_000).withGraphs(4000);
    Sampled sampled =
        Sampler.posterior(DOMAIN, STATISTICS, SCORE_PRIOR, GRAPH_PRIOR, settings, null);
    assertThat(sampled.graphs()).hasSize(4000);
    double worth = Math.min(4000, sampled.diagnostics().effectiveSampleSize());
    assertThat(worth).isGreaterThan(500);
    EffectsFixture.assertClose(of(GraphAdjustments.of(NODES, sampled.graphs())), EXACT, 0, worth);
  }

  /**
   * Each graph weighed by one through its number of orders, order-modular draws are of the
   * structure-modular posterior, as He, Tian and Wu 2016 have it.
   */
  @Test
  void ofOrderModularDrawsAreTheExactOnesButForOrders() {
    OrderModularSum sum =
        new OrderModularSum(
            new Experiment(DOMAIN, STATISTICS, GRAPH_PRIOR).score(SCORE_PRIOR), Team.alone());
    List<Dag> graphs = sum.draws().graphs(20_000, 1);
    double[] weights = graphs.stream().mapToDouble(graph -> 1 / orders(graph)).toArray();
    double total = 0;
    double squares = 0;
    for (double weight : weights) {
      total += weight;
      squares += weight * weight;
    }
    double worth = total * total / squares;
    assertThat(worth).isGreaterThan(500);
    EffectsFixture.assertClose(of(GraphAdjustments.of(NODES, graphs, weights)), EXACT, 0, worth);
  }

  /** They come with the posterior, which is the same to the bit. */
  @Test
  void comeWithTheOrderModularPosterior() {
    WithEffects both = inferred(Method.ORDER_EXACT);
    OrderModularSum sum =
        new OrderModularSum(
            new Experiment(DOMAIN, STATISTICS, GRAPH_PRIOR).score(SCORE_PRIOR), Team.alone());
    List<Effect> expected = of(sum.adjustments());
    assertThat(both.posterior().edges()).isDeepEqualTo(sum.posterior(1).edges());
    for (int i = 0; i < expected.size(); i++) {
      Effect effect = both.effects().get(i);
      assertThat(effect.probabilityOfNone()).isEqualTo(expected.get(i).probabilityOfNone());
      assertThat(effect.slope().mean()).isEqualTo(expected.get(i).slope().mean());
    }
  }

  /** The number of topological orders: by set of nodes, of those that begin with it. */
  private static double orders(Dag graph) {
    double[] orders = new double[1 << NODES];
    orders[0] = 1;
    for (int set = 0; set + 1 < orders.length; set++) {
      for (int node = 0; orders[set] > 0 && node < NODES; node++) {
        if ((set >>> node & 1) == 0 && (graph.parents(node).mask() & ~set) == 0) {
          orders[set | 1 << node] += orders[set];
        }
      }
    }
    return orders[orders.length - 1];
  }

  private static List<Effect> of(Adjustments adjustments) {
    return Effects.of(DOMAIN, STATISTICS, SCORE_PRIOR, adjustments, EffectsFixture.pairs(NODES));
  }

  private static WithEffects inferred(Method method) {
    return EffectInference.posteriorWithEffects(
        DOMAIN,
        STATISTICS,
        SCORE_PRIOR,
        GRAPH_PRIOR,
        method,
        1,
        ScoredNodes.none(),
        EffectsFixture.pairs(NODES));
  }
}
