// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.effects.Effect;
import dev.sluice.models.posterior.effects.Effects;
import dev.sluice.models.posterior.effects.GraphAdjustments;
import dev.sluice.models.posterior.family.ScoredNodes;
import dev.sluice.models.posterior.mcmc.Sampled;
import dev.sluice.models.posterior.mcmc.Sampler;
import dev.sluice.models.posterior.mcmc.SamplerSettings;
import dev.sluice.models.posterior.score.LocalScores;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Effects of 20 variables, by drawn graphs. The prior forbids edges between five blocks of four, so
 * that the posterior is the product of those of the blocks, which are known exactly: under the
 * order-modular prior too, as the orders of all are shuffles of the blocks' orders.
 */
class EffectsOfBlocksTest {
  private static final int BLOCKS = 5;
  private static final int SIZE = 4;
  private static final int NODES = BLOCKS * SIZE;
  private static final int SAMPLES = 30;
  private static final double[][] ROWS = rows();
  private static final Domain DOMAIN = Domain.continuous(NODES);
  private static final SufficientStatistics STATISTICS = statistics(0, NODES);

  @Test
  void ofTheSamplerAreTheExactOnesOfEachBlock() {
    SamplerSettings settings = SamplerSettings.defaults().ofSteps(3_000_000).withGraphs(2000);
    Sampled sampled =
        Sampler.posterior(
            DOMAIN, STATISTICS, ScorePrior.defaults(NODES), withinBlocks(), settings, null);
    double worth = Math.min(sampled.graphs().size(), sampled.diagnostics().effectiveSampleSize());
    assertThat(worth).isGreaterThan(500);
    List<Effect> effects = of(GraphAdjustments.of(NODES, sampled.graphs()), STATISTICS, NODES);
    for (int block = 0; block < BLOCKS; block++) {
      List<Effect> exact =
          EffectInference.posteriorWithEffects(
                  Domain.continuous(SIZE),
                  statistics(block * SIZE, SIZE),
                  ScorePrior.defaults(SIZE),
                  GraphPrior.uniform(SIZE),
                  Method.EXACT,
                  1,
                  ScoredNodes.none(),
                  EffectsFixture.pairs(SIZE))
              .effects();
      EffectsFixture.assertClose(effects, exact, block * SIZE, worth);
    }
    assertNoneBetweenBlocks(effects);
  }

  @Test
  void ofTheOrderModularPosteriorAreTheExactOnesOfEachBlock() {
    WithEffects both =
        EffectInference.posteriorWithEffects(
            DOMAIN,
            STATISTICS,
            ScorePrior.defaults(NODES),
            withinBlocks(),
            Method.ORDER_EXACT,
            1,
            ScoredNodes.none(),
            EffectsFixture.pairs(NODES));
    for (int block = 0; block < BLOCKS; block++) {
      EffectsFixture.assertClose(both.effects(), weighedByOrders(block), block * SIZE, 4000);
    }
    assertNoneBetweenBlocks(both.effects());
  }

  /** Of all graphs of a block, each weighed by its number of orders too. */
  private static List<Effect> weighedByOrders(int block) {
    SufficientStatistics statistics = statistics(block * SIZE, SIZE);
    LocalScores scores =
        new Experiment(Domain.continuous(SIZE), statistics, GraphPrior.uniform(SIZE))
            .score(ScorePrior.defaults(SIZE));
    AllDags all = AllDags.of(SIZE);
    List<Dag> graphs = IntStream.range(0, all.size()).mapToObj(all::graph).toList();
    double[] weights =
        graphs.stream()
            .mapToDouble(graph -> Math.exp(scores.of(graph)) * MethodsAgreeTest.orders(graph, 0))
            .toArray();
    return of(GraphAdjustments.of(SIZE, graphs, weights), statistics, SIZE);
  }

  private static List<Effect> of(
      GraphAdjustments adjustments, SufficientStatistics statistics, int nodes) {
    return Effects.of(
        Domain.continuous(nodes),
        statistics,
        ScorePrior.defaults(nodes),
        adjustments,
        EffectsFixture.pairs(nodes));
  }

  private static GraphPrior withinBlocks() {
    VariableSet[] forbidden = new VariableSet[NODES];
    for (int node = 0; node < NODES; node++) {
      long block = ((1L << SIZE) - 1) << (node / SIZE * SIZE);
      forbidden[node] = VariableSet.ofMask(((1L << NODES) - 1) & ~block);
    }
    return new GraphPrior(GraphPrior.Kind.UNIFORM, 0, VariableSet.noneOf(NODES), forbidden);
  }

  private static double[][] rows() {
    Random random = new Random(11);
    double[][] rows = new double[SAMPLES][NODES];
    for (double[] row : rows) {
      for (int node = 0; node < NODES; node++) {
        boolean isFirst = node % SIZE == 0;
        row[node] = (isFirst ? 0 : 0.7 * row[node - 1]) + random.nextGaussian();
      }
    }
    return rows;
  }

  /** Of some of the variables. */
  private static SufficientStatistics statistics(int from, int many) {
    Domain domain = Domain.continuous(many);
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    for (double[] row : ROWS) {
      double[] values = IntStream.range(from, from + many).mapToDouble(v -> row[v]).toArray();
      statistics.observe(domain, values, VariableSet.EMPTY, 1);
    }
    return statistics;
  }

  private static void assertNoneBetweenBlocks(List<Effect> effects) {
    assertThat(effects)
        .filteredOn(effect -> effect.cause() / SIZE != effect.outcome() / SIZE)
        .hasSize(NODES * (NODES - SIZE))
        .allSatisfy(effect -> assertThat(effect.probabilityOfNone()).isEqualTo(1));
  }
}
