// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.score.Evidence;
import dev.sluice.models.posterior.score.LocalScores;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.models.random.KeyedRandom;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chains of partition moves, reversals and single edges, against the exact posterior. */
class MixedKernelsTest {
  private static final int BATCHES = 20;

  @ParameterizedTest
  @CsvSource({"5, 30, 4, 0, 4", "5, 30, 1, 1, 4", "6, 40, 2, 2, 5", "6, 20, 3, 1, 3"})
  void edgesAreThoseOfTheExactPosterior(
      int nodes, int samples, int candidates, int outside, int most) {
    Domain domain = Domain.continuous(nodes);
    SufficientStatistics statistics = statistics(domain, samples);
    GraphPrior prior = GraphPrior.fair(nodes).withMaxParents(most);
    ScorePrior scorePrior = ScorePrior.defaults(nodes);
    double[][] exact = Inference.posterior(domain, statistics, scorePrior, prior).edges();
    GivenScores scores =
        scores(LocalScores.of(new Evidence(domain, statistics, scorePrior), scorePrior, prior));
    FamilyTables tables =
        FamilyTables.of(scores, GivenScores.candidates(nodes, candidates), outside);
    double[][][] batches =
        batches(
            scores,
            new Kernel[] {
              new PartitionKernel(tables, 10), new ReversalKernel(tables), new SingleEdge(scores)
            });
    for (int from = 0; from < nodes; from++) {
      for (int to = 0; to < nodes; to++) {
        int i = from;
        int j = to;
        double[] means = Arrays.stream(batches).mapToDouble(batch -> batch[i][j]).toArray();
        double mean = Arrays.stream(means).average().orElseThrow();
        double squares = Arrays.stream(means).map(m -> (m - mean) * (m - mean)).sum();
        double error = Math.sqrt(squares / (BATCHES - 1) / BATCHES);
        assertThat(mean).as("%d -> %d", i, j).isCloseTo(exact[i][j], within(4.5 * error + 1e-4));
        assertThat(error).isLessThan(0.03);
      }
    }
  }

  /** By batch how often each edge was there. */
  private static double[][][] batches(GivenScores scores, Kernel[] kernels) {
    int nodes = scores.nodes();
    int calls = 7_000;
    UniformRandomProvider random = KeyedRandom.of(1, "mixed");
    VariableSet[] graph = VariableSet.noneOf(nodes);
    double[][][] batches = new double[BATCHES][nodes][nodes];
    for (int call = 0; call < BATCHES * calls; call++) {
      kernels[call % kernels.length].step(graph, random);
      for (int node = 0; node < nodes; node++) {
        for (int parent : graph[node].members()) {
          batches[call / calls][parent][node] += 1.0 / calls;
        }
      }
    }
    return batches;
  }

  private static SufficientStatistics statistics(Domain domain, int samples) {
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    UniformRandomProvider random = KeyedRandom.of(9, "rows");
    for (int row = 0; row < samples; row++) {
      double[] values = new double[domain.dimension()];
      for (int node = 0; node < values.length; node++) {
        values[node] =
            3 * (random.nextDouble() - 0.5)
                + (node > 0 ? 0.6 * values[node - 1] : 0)
                - (node > 2 ? 0.5 * values[node - 3] : 0);
      }
      statistics.observe(domain, values, VariableSet.EMPTY, 1);
    }
    return statistics;
  }

  private static GivenScores scores(LocalScores local) {
    int nodes = local.nodes();
    double[][] logs = new double[nodes][1 << nodes];
    for (int node = 0; node < nodes; node++) {
      for (int mask = 0; mask < logs[node].length; mask++) {
        logs[node][mask] = (mask >>> node & 1) == 0 ? local.of(node, mask) : Double.NaN;
      }
    }
    return new GivenScores(logs);
  }

  /** An edge comes or goes: Madigan and York 1995, without reversals. */
  private record SingleEdge(GivenScores scores) implements Kernel {
    private static final int STEPS = 20;

    @Override
    public Outcome step(VariableSet[] parents, UniformRandomProvider random) {
      int accepted = 0;
      for (int step = 0; step < STEPS; step++) {
        accepted += toggle(parents, random) ? 1 : 0;
      }
      return new Outcome(STEPS, accepted);
    }

    private boolean toggle(VariableSet[] parents, UniformRandomProvider random) {
      int node = random.nextInt(parents.length);
      int other = random.nextInt(parents.length);
      double threshold = Math.log(random.nextDouble());
      VariableSet old = parents[node];
      VariableSet toggled = old.toggle(other);
      if (node == other || !(threshold < scores.of(node, toggled) - scores.of(node, old))) {
        return false;
      }
      parents[node] = toggled;
      if (!Dag.isAcyclic(parents)) {
        parents[node] = old;
        return false;
      }
      return true;
    }
  }
}
