// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import org.junit.jupiter.api.Test;

class SamplerSettingsTest {

  @Test
  void oneChainNeverSaysThatItHasConverged() {
    Domain domain = Domain.continuous(3);
    Sampled sampled =
        Sampler.posterior(
            domain,
            TableScores.simulate(domain, 50, 7),
            ScorePrior.defaults(3),
            GraphPrior.uniform(3),
            new SamplerSettings(1, 1_000_000, Double.POSITIVE_INFINITY, 8, 1),
            null);
    assertThat(sampled.diagnostics().largestDifference()).isNaN();
    assertThat(sampled.diagnostics().effectiveSampleSize()).isGreaterThan(100);
    assertThat(sampled.diagnostics().converged()).isFalse();
  }

  @Test
  void settingsAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SamplerSettings(0, 1, 1, 1, 1))
        .withMessage("chains must be 1 to 64: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SamplerSettings(1, 0, 1, 1, 1))
        .withMessage("steps must be at least 1: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SamplerSettings(1, 1, Double.NaN, 1, 1))
        .withMessage("seconds must be above 0: NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SamplerSettings(1, 1, 1, 21, 1))
        .withMessage("candidates must be 0 to 20: 21");
  }
}
