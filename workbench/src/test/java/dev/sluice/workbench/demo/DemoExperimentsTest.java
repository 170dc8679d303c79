// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.GraphMetrics;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.models.scm.GraphFamily;
import dev.sluice.workbench.experiment.RegimeSchedule;
import dev.sluice.workbench.experiment.SimulatedExperiment;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DemoExperimentsTest {
  /** What an experiment gets in the demo's default time. */
  private static final long SAMPLES = DemoTraffic.due(60) / 5;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 12);
  }

  @Test
  void fourSystems() {
    List<SimulatedExperiment> experiments = DemoExperiments.draw(1);

    assertThat(experiments)
        .extracting(SimulatedExperiment::id)
        .containsExactly("gaussian-8", "categorical-6", "gaussian-14", "neural-5");
    assertThat(experiments).extracting(SimulatedExperiment::dimension).containsExactly(8, 6, 14, 5);
  }

  @Test
  void theSystemOfTheLoopIsThatOfTheNextSeed() {
    SimulatedExperiment loop = DemoExperiments.loop(4);

    assertThat(loop.id()).isEqualTo("loop-8");
    assertThat(loop.graph()).isEqualTo(GraphFamily.parse("er:8:1").draw(5));
    assertThat(DemoExperiments.loopSeed(4)).isEqualTo(5);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theTrueGraphsAreFoundWithinTheTimeOfTheDemo(long seed) {
    List<SimulatedExperiment> experiments = DemoExperiments.draw(seed);

    assertThat(auroc(experiments.get(0), Domain.continuous(8))).isGreaterThan(0.95);
    assertThat(auroc(experiments.get(1), Domain.categorical(3, 3, 3, 3, 3, 3))).isGreaterThan(0.95);
    assertThat(auroc(experiments.get(3), Domain.categorical(4, 4, 4, 4, 4))).isGreaterThan(0.95);
  }

  private static double auroc(SimulatedExperiment experiment, Domain domain) {
    RegimeSchedule schedule = experiment.schedule(experiment.dimension(), 1);
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    for (long number = 0; number < SAMPLES; number++) {
      int regime = schedule.next();
      double[] values =
          experiment.sample(regime, number).getValues().stream()
              .mapToDouble(Double::doubleValue)
              .toArray();
      statistics.observe(
          domain, values, VariableSet.ofMask(regime == 0 ? 0 : 1L << (regime - 1)), 1);
    }
    int dimension = experiment.dimension();
    Posterior posterior =
        Inference.posterior(
            domain, statistics, ScorePrior.defaults(dimension), GraphPrior.uniform(dimension));
    return GraphMetrics.auroc(posterior.edges(), experiment.graph());
  }
}
