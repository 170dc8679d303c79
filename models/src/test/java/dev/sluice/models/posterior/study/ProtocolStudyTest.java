// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProtocolStudyTest {

  private static final Dag TRUTH = Dag.ofEdges(3, new int[][] {{0, 1}, {1, 2}});

  private static final double[][] EDGES = {{0, 0.5, 0.25}, {0.25, 0, 1}, {0, 0, 0}};

  @Test
  void outcomesOfGivenEdges() {
    Trial trial = new Trial(7, new double[][] {{1, 2, 3}}, TRUTH);
    Posterior posterior =
        new Posterior(Method.MCMC, 0.5, Double.NaN, EDGES, null, 2, Double.NaN, TRUTH, List.of());
    List<Long> seeds = new ArrayList<>();
    List<SufficientStatistics> given = new ArrayList<>();
    int[] steps = {0};

    ProtocolStudy.Result result =
        ProtocolStudy.run(
            List.of(trial, trial),
            StudiedScale.UNIT.prior(3, 1),
            2,
            GraphPrior.uniform(3),
            (domain, statistics, scorePrior, graphPrior, seed) -> {
              seeds.add(seed);
              given.add(statistics);
              return Answer.of(posterior).converged(1).trained(0.25, 0.125);
            },
            () -> steps[0]++);

    assertThat(seeds).containsExactly(7L, 7L);
    Trial centred = new Trial(7, new double[][] {{-1, 0, 1}}, TRUTH);
    assertThat(given.get(0)).usingRecursiveComparison().isEqualTo(centred.statistics(0));
    assertThat(steps[0]).isEqualTo(2);
    Outcome outcome = result.outcomes().get(1);
    assertThat(outcome.seconds()).isNotNegative();
    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                7,
                Method.MCMC,
                // 0 -> 1 is missed by half, 0 -> 2 is a quarter too many
                0.75,
                1,
                (0.25 + 2 * 0.0625) / 6,
                2,
                0.125,
                0.25,
                1,
                outcome.seconds()));
    // predictions by bin: 3 of 0 right, 2 of a quarter, one of a half that is there, one of 1
    assertThat(result.reliability().calibrationError())
        .isCloseTo((2 * 0.25 + 0.5) / 6, within(1e-15));
  }

  @Test
  void scales() {
    assertThat(StudiedScale.UNIT.prior(3, 0.1).priorScale()).isEqualTo(0.5);
    assertThat(StudiedScale.NOISE.prior(3, 0.1).priorScale()).isCloseTo(0.005, within(1e-15));
    assertThat(StudiedScale.EVIDENCE.prior(3, 0.1).scaleByEvidence()).isTrue();
    assertThat(StudiedScale.EVIDENCE.mean()).isZero();
    assertThat(StudiedScale.PAPER.prior(4, 1)).isEqualTo(new ScorePrior(1, 10, 2.5, false, 1));
    assertThat(StudiedScale.PAPER.prior(5, 1)).isEqualTo(new ScorePrior(1, 1000, 497, false, 1));
    assertThat(StudiedScale.PAPER.mean()).isEqualTo(2);
  }

  /** As they were drawn when the numbers in the documentation were measured. */
  @Test
  void noisyGraphsOfASeed() {
    Trial trial = NoisyGraphs.trial(6, 10, 1);

    assertThat(trial.rows()).hasDimensions(10, 6);
    assertThat(trial.truth())
        .isEqualTo(
            Dag.ofEdges(
                6,
                new int[][] {
                  {0, 4}, {1, 0}, {1, 3}, {1, 5}, {2, 0}, {3, 0}, {3, 2}, {3, 5}, {5, 0}, {5, 2},
                  {5, 4}
                }));
  }
}
