// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.GraphMetrics;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.InterventionKind;
import dev.sluice.models.scm.MechanismFamily;
import dev.sluice.models.scm.StructuralCausalModel;
import org.junit.jupiter.api.Test;

/** Beyond the exact posterior: refresh after refresh against chains that begin with all samples. */
class ManyRefreshesTest {
  private static final int NODES = 24;
  private static final int REFRESHES = 20;
  private static final int SAMPLES = 30;
  private static final GraphPrior PRIOR = GraphPrior.fair(NODES);

  private static Sampled sample(
      SufficientStatistics statistics, long steps, long seed, SamplerMemory before) {
    return Sampler.posterior(
        Domain.continuous(NODES),
        statistics,
        ScorePrior.defaults(NODES),
        PRIOR,
        SamplerSettings.defaults().ofSteps(steps).seeded(seed),
        before);
  }

  @Test
  void endWhereALongRunEnds() {
    StructuralCausalModel system =
        MechanismFamily.parse("linear-gaussian")
            .draw(GraphFamily.parse("er:" + NODES + ":1").draw(4), 4);
    Domain domain = system.domain();
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    SamplerMemory memory = null;
    Sampled warm = null;
    for (int t = 0; t < REFRESHES * SAMPLES; t++) {
      VariableSet targets = t % 2 == 0 ? VariableSet.EMPTY : VariableSet.of(t / 2 % NODES);
      double[] row = system.sample(targets, InterventionKind.PERFECT, 4, t);
      statistics.observe(domain, row, targets, 1.0);
      if ((t + 1) % SAMPLES == 0) {
        boolean last = t + 1 == REFRESHES * SAMPLES;
        warm = sample(statistics.copy(), last ? 400_000 : 30_000, 1, memory);
        memory = warm.memory();
      }
    }
    Sampled cold = sample(statistics, 800_000, 2, null);
    assertThat(warm.memory().refreshes()).isEqualTo(REFRESHES);
    assertThat(warm.diagnostics().converged()).isTrue();
    assertThat(cold.diagnostics().converged()).isTrue();
    assertThat(GraphMetrics.largestDifference(warm.posterior().edges(), cold.posterior().edges()))
        .isLessThan(0.02);
  }
}
