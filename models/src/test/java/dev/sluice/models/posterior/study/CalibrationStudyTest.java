// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import org.junit.jupiter.api.Test;

class CalibrationStudyTest {

  private static final int D = 4;

  private static Reliability study(Domain domain, GraphPrior prior, PosteriorMethod method) {
    return CalibrationStudy.run(
        new CalibrationStudy.Settings(domain, ScorePrior.defaults(D), prior, 400, 20, 5, 1),
        GraphDraws.exact(prior, 7),
        method,
        () -> {});
  }

  @Test
  void theExactPosteriorIsCalibratedOnContinuousVariables() {
    Reliability reliability =
        study(Domain.continuous(D), GraphPrior.uniform(D), PosteriorMethod.exact());

    assertThat(reliability.calibrationError()).isLessThan(0.02);
    assertThat(reliability.uniformity()).isGreaterThan(0.01);
  }

  @Test
  void theExactPosteriorIsCalibratedOnCategoricalVariables() {
    Reliability reliability =
        study(Domain.categorical(3, 2, 3, 4), GraphPrior.fair(D), PosteriorMethod.exact());

    assertThat(reliability.calibrationError()).isLessThan(0.02);
    assertThat(reliability.uniformity()).isGreaterThan(0.01);
  }

  @Test
  void anotherPriorIsFoundOut() {
    // mechanisms are drawn with t = 1/2, and scored with a thousandth of it
    Reliability reliability =
        study(
            Domain.continuous(D),
            GraphPrior.uniform(D),
            (domain, statistics, prior, graphs, seed) ->
                Answer.of(
                    Inference.posterior(
                        domain, statistics, prior.withScale(prior.priorScale() / 1000), graphs)));

    assertThat(reliability.calibrationError()).isGreaterThan(0.05);
    assertThat(reliability.uniformity()).isLessThan(1e-3);
  }

  @Test
  void countsBinsAndTheirError() {
    Reliability reliability = new Reliability();
    reliability.add(
        new double[][] {{0, 0.95}, {0.15, 0}}, new boolean[][] {{false, true}, {true, false}}, 1);

    assertThat(reliability.predicted(9)).isEqualTo(1);
    assertThat(reliability.meanProbability(9)).isEqualTo(0.95);
    assertThat(reliability.share(1)).isEqualTo(1);
    assertThat(reliability.share(0)).isNaN();
    assertThat(reliability.calibrationError()).isCloseTo((0.05 + 0.85) / 2, within(1e-15));
  }
}
