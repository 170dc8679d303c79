// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import static dev.sluice.models.posterior.exact.DependentVariablesTest.assertClose;
import static dev.sluice.models.posterior.exact.DependentVariablesTest.byEvidence;
import static dev.sluice.models.posterior.exact.DependentVariablesTest.posterior;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.score.DependentVariablesException;
import dev.sluice.models.prior.ScorePrior;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scales of the prior that are next to nothing beside the samples, or beside any number. */
class TinyScaleTest {

  /** The second column is the first to 1e-12 of it, so that doubled doubles do not suffice. */
  @ParameterizedTest
  @CsvSource({
    "1e10, 3e-54",
    "1e10, 7e-56",
    "1e10, 2e-56",
    "1e10, 1e-60",
    "1e10, 1e-300",
    "1e20, 1e-37",
    "1e99, 1e100",
    "1e99, 1e-100"
  })
  void besideColumnsThatNearlyAgree(double unit, double scale) {
    checkAgainstTheOracle(nearlyEqual(unit, 1e-12), scale);
  }

  @ParameterizedTest
  @CsvSource({
    "1e99, 1e-100",
    "1e99, 1e-110",
    "1e99, 1e-125",
    "1e99, 1e-300",
    "1e99, 5e-324",
    "1e-20, 1e-323",
    "1e-20, 4e-310",
    "1e-99, 1e-323",
    "1e-99, 1e300"
  })
  void besideOthers(double unit, double scale) {
    checkAgainstTheOracle(nearlyEqual(unit, 1), scale);
  }

  @Test
  void evidenceFindsTheOneOfTheSmallestColumn() {
    double[][] rows = nearlyEqual(1e99, 1);
    for (double[] row : rows) {
      row[1] *= 1e-150;
      row[2] *= 1e-198;
    }
    Posterior posterior = posterior(rows, byEvidence(3));
    ScorePrior found = ScorePrior.defaults(3).withScale(posterior.priorScale());
    assertThat(posterior.priorScale()).isBetween(1e-199, 1e-196);
    assertThat(posterior.logEvidence())
        .isCloseTo(new ExactOracle(rows, found).logEvidence, within(1e-8));
  }

  @Test
  void evidenceThatRisesBeyondAllNumbersIsRefused() {
    double[][] rows = nearlyEqual(1, 1);
    for (double[] row : rows) {
      row[0] *= 1e-160;
    }
    DependentVariablesException refusal =
        catchThrowableOfType(
            DependentVariablesException.class, () -> posterior(rows, byEvidence(3)));
    assertThat(refusal.isWithoutOptimum()).isFalse();
  }

  private static void checkAgainstTheOracle(double[][] rows, double scale) {
    ScorePrior prior = ScorePrior.defaults(3).withScale(scale);
    Posterior posterior = posterior(rows, prior);
    ExactOracle oracle = new ExactOracle(rows, prior);
    assertThat(posterior.logEvidence()).isCloseTo(oracle.logEvidence, within(1e-8));
    assertClose(posterior.edges(), oracle.edges, 1e-9);
  }

  private static double[][] nearlyEqual(double unit, double difference) {
    Random random = new Random(23);
    double[][] rows = new double[60][];
    for (int i = 0; i < rows.length; i++) {
      double x = random.nextGaussian();
      double y = x + difference * random.nextGaussian();
      rows[i] = new double[] {unit * x, unit * y, unit * (x + random.nextGaussian())};
    }
    return rows;
  }
}
