// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectiveSizeTest {

  /** Independent graphs, 50 to a batch: as many as there are. */
  @Test
  void ofIndependentGraphsIsTheirNumber() {
    double mean = 0;
    for (int seed = 0; seed < 50; seed++) {
      mean += EffectiveSize.of(switching(seed, 4, 24, 50, 0.5), 1e9) / 50;
    }
    assertThat(mean).isCloseTo(4 * 24 * 50, within(1000.0));
  }

  /**
   * An edge that changes with chance s at each step has correlations (1 - 2s)^k, so n steps are
   * worth n s / (1 - s); short of batches as long as the correlation, and beyond.
   */
  @ParameterizedTest
  @CsvSource({"50, .05", "1000, .01", "50, .01"})
  void ofAnEdgeThatSeldomChanges(int steps, double change) {
    double mean = 0;
    for (int seed = 0; seed < 50; seed++) {
      mean += EffectiveSize.of(switching(seed, 4, 32, steps, change), 1e9) / 50;
    }
    double expected = 4 * 32 * steps * change / (1 - change);
    assertThat(mean).isBetween(expected / 1.5, expected * 1.5);
  }

  @Test
  void ofChainsThatDisagreeIsNotMoreThanTheirNumber() {
    double[][] apart = {{1, 1, 1, 1, 1}, {0, 0, 0, 0, 0}, {1, 1, 1, 1, 1}, {0, 0, 0, 0, 0}};
    assertThat(EffectiveSize.of(apart, 1e9)).isBetween(0.5, 5.0);
    double[][] few = {{1, 0, 1}, {0, 1, 1}};
    assertThat(EffectiveSize.of(few, 1e9)).isZero();
    double[][] same = {{0.5, 0.5, 0.5, 0.5}, {0.5, 0.5, 0.5, 0.5}};
    assertThat(EffectiveSize.of(same, 77)).isEqualTo(77);
  }

  /** The spread of the means of 40 runs is what the effective size of each says. */
  @ParameterizedTest
  @CsvSource({"6, 20000", "8, 60000"})
  void foretellsTheSpreadOfRuns(int nodes, long steps) {
    Domain domain = Domain.continuous(nodes);
    SufficientStatistics statistics = TableScores.simulate(domain, 40, 11);
    GraphPrior prior = GraphPrior.fair(nodes);
    TableScores scores = TableScores.of(domain, statistics, prior);
    double[][] exact = TableScores.exact(domain, statistics, prior).edges();
    List<Sampled> runs =
        IntStream.range(0, 40)
            .mapToObj(
                seed ->
                    Sampler.posterior(
                        scores,
                        List.of(),
                        1,
                        prior.requiredParents(),
                        new SamplerSettings(4, steps, Double.POSITIVE_INFINITY, 8, seed),
                        null,
                        0))
            .toList();
    double worst = Double.POSITIVE_INFINITY;
    for (int i = 0; i < nodes; i++) {
      for (int j = 0; j < nodes; j++) {
        double squares = 0;
        for (Sampled run : runs) {
          squares += Math.pow(run.posterior().edges()[i][j] - exact[i][j], 2) / runs.size();
        }
        if (exact[i][j] > 0.01 && exact[i][j] < 0.99) {
          worst = Math.min(worst, exact[i][j] * (1 - exact[i][j]) / squares);
        }
      }
    }
    double told =
        runs.stream()
            .mapToDouble(run -> run.diagnostics().effectiveSampleSize())
            .average()
            .orElse(0);
    assertThat(told).isBetween(worst / 2, worst * 2);
  }

  /** Means of batches of steps, each of which changes whether the edge is there with a chance. */
  private static double[][] switching(int seed, int chains, int batches, int steps, double change) {
    Random random = new Random(seed);
    double[][] means = new double[chains][batches];
    for (double[] chain : means) {
      boolean there = random.nextBoolean();
      for (int batch = 0; batch < batches; batch++) {
        for (int step = 0; step < steps; step++) {
          there ^= random.nextDouble() < change;
          chain[batch] += there ? 1.0 / steps : 0;
        }
      }
    }
    return means;
  }
}
