// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import java.math.BigDecimal;
import java.math.MathContext;
import org.apache.commons.numbers.gamma.LogGamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Regressions whose prior says next to nothing, on columns that depend on each other. */
class DiffuseRegressionTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;
  private static final MathContext DIGITS = new MathContext(60);
  private static final GaussianPrior DIFFUSE =
      new GaussianPrior(
          GaussianPrior.DIFFUSE.precision(),
          GaussianPrior.DIFFUSE.shape(),
          GaussianPrior.DIFFUSE.rate(),
          0);
  private static final ConjugateModel MODEL =
      ConjugateModel.modular(Domain.continuous(3), new long[] {0, 1, 3}, DIFFUSE);

  /** X1 is X0 but for {@code difference}. */
  private static double[][] samples(int n, double difference) {
    double[][] samples = Draws.gaussian(n, 5);
    for (double[] sample : samples) {
      sample[1] = sample[0] + difference * sample[1];
    }
    return samples;
  }

  /** The last 30 of 40 samples: of X2 given X0 and X1, in 60 digits. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 1e-3, 1e-6, 0})
  void losesWhatTheExactMarginalLikelihoodSays(double difference) {
    double[][] samples = samples(40, difference);
    double[] parameters = MODEL.initial();
    double sum = 0;
    double[][] losses = new double[1][3];
    for (int n = 0; n < samples.length; n++) {
      double[][] sample = {samples[n]};
      MODEL.losses(parameters, sample, 4, losses);
      sum += n < 10 ? 0 : losses[0][2];
      MODEL.observe(parameters, sample, 7, INFINITE);
    }
    assertThat(-sum).isCloseTo(evidence(samples, 40) - evidence(samples, 10), within(1e-6));
  }

  /** Murphy, section 7.6, from the first n samples; elimination of (z, y) gives all pivots. */
  private static double evidence(double[][] samples, int n) {
    BigDecimal[][] normal = new BigDecimal[4][4];
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        normal[i][j] = new BigDecimal(i == j && i < 3 ? DIFFUSE.precision() : 0);
        for (int s = 0; s < n; s++) {
          normal[i][j] = normal[i][j].add(z(samples[s], i).multiply(z(samples[s], j)));
        }
      }
    }
    double logDeterminant = 0;
    for (int i = 0; i < 3; i++) {
      logDeterminant += Math.log(normal[i][i].doubleValue() / DIFFUSE.precision());
      for (int row = i + 1; row < 4; row++) {
        BigDecimal factor = normal[row][i].divide(normal[i][i], DIGITS);
        for (int j = i; j < 4; j++) {
          normal[row][j] = normal[row][j].subtract(factor.multiply(normal[i][j], DIGITS), DIGITS);
        }
      }
    }
    double shape = DIFFUSE.shape() + n / 2.0;
    return -n / 2.0 * Math.log(2 * Math.PI)
        - logDeterminant / 2
        - shape * Math.log(DIFFUSE.rate() + normal[3][3].doubleValue() / 2)
        + LogGamma.value(shape);
  }

  private static BigDecimal z(double[] sample, int i) {
    return new BigDecimal(i == 0 ? 1 : sample[i - 1]);
  }

  /** What was learned is the same as if it had been learned in the new coordinates. */
  @Test
  void goesOverToOtherCoordinates() {
    double[] factor = {1e6, 1e-6, -3};
    double[] offset = {-1e3, 5, 1e-9};
    for (ConjugateModel model :
        new ConjugateModel[] {MODEL, ConjugateModel.joint(Domain.continuous(3), DIFFUSE)}) {
      double[] moved = model.initial();
      double[] expected = model.initial();
      for (double[] sample : samples(60, 1)) {
        model.observe(moved, new double[][] {sample}, 7, INFINITE);
        double[] other = new double[3];
        for (int i = 0; i < 3; i++) {
          other[i] = factor[i] * sample[i] + offset[i];
        }
        model.observe(expected, new double[][] {other}, 7, INFINITE);
      }
      model.reframe(moved, factor, offset);
      double[] probe = {1e6, 5, 1};
      assertThat(Draws.loss(model, moved, probe))
          .isCloseTo(Draws.loss(model, expected, probe), within(1e-6));
    }
  }

  /** A jump of duplicated columns: what rounding leaves of the second one is not believed. */
  @ParameterizedTest
  @ValueSource(doubles = {1e6, 1e12, 1e24, 1e60})
  void aLargeJumpOfDuplicatedColumnsLeavesTheRestAsItWas(double jump) {
    ConjugateModel model =
        ConjugateModel.modular(Domain.continuous(3), new long[] {0, 1, 3}, GaussianPrior.DIFFUSE);
    double[] parameters = model.initial();
    double[][] samples = samples(60, 0);
    for (int n = 0; n < samples.length; n++) {
      double x = n == 50 ? jump : samples[n][0];
      double y = n == 50 ? .8 * jump : samples[n][2];
      model.observe(parameters, new double[][] {{x, 1.1 * x, y}}, 7, INFINITE);
    }
    double[][] losses = new double[1][3];
    model.losses(parameters, new double[][] {{.5, 1.1 * .5, .4}}, 4, losses);

    assertThat(losses[0][2]).isBetween(jump > 1e12 ? -40.0 : -2.0, jump > 1e12 ? 100.0 : 25.0);
    assertThat(parameters).doesNotContain(Double.NaN);
  }

  /** A wild value costs a bounded loss and moves what is known no further than six deviations. */
  @Test
  void aWildValueIsNeitherASurpriseWithoutEndNorALesson() {
    ConjugateModel model =
        ConjugateModel.modular(Domain.continuous(1), new long[] {0}, GaussianPrior.DIFFUSE);
    double[] parameters = model.initial();
    for (double[] sample : Draws.gaussian(500, 3)) {
      model.observe(parameters, new double[][] {{sample[0] - .5}}, 1, INFINITE);
    }
    double usual = Draws.loss(model, parameters, new double[] {0});

    assertThat(Draws.loss(model, parameters, new double[] {1e6})).isBetween(30.0, 40.0);
    model.observe(parameters, new double[][] {{1e6}}, 1, INFINITE);
    assertThat(Draws.loss(model, parameters, new double[] {0})).isCloseTo(usual, within(.05));
  }

  /** With a share of wild values the density still is one. */
  @Test
  void theDensityWithOutliersIntegratesToOne() {
    ConjugateModel model =
        ConjugateModel.modular(
            Domain.continuous(1), new long[] {0}, new GaussianPrior(1, 1, 1, .25));
    double[] parameters = model.initial();
    model.observe(parameters, new double[][] {{1}, {2}, {0}}, 1, INFINITE);
    double sum = 0;
    // y = tan t takes all of the line
    int steps = 20_000;
    for (int k = 0; k < steps; k++) {
      double t = Math.PI * ((k + .5) / steps - .5);
      double y = Math.tan(t);
      double loss = Draws.loss(model, parameters, new double[] {y});
      sum += Math.exp(-loss) * (1 + y * y) * Math.PI / steps;
    }
    assertThat(sum).isCloseTo(1, within(1e-6));
  }
}
