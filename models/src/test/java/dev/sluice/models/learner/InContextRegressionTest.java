// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.mesa.Contender;
import dev.sluice.models.mesa.Learners;
import dev.sluice.models.mesa.LeastSquares;
import dev.sluice.models.mesa.Regression;
import dev.sluice.models.mesa.SequenceState;
import dev.sluice.models.mesa.solve.ExactRidge;
import dev.sluice.models.random.KeyedRandom;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A regression of the adaptation job that discounts its past is a mesa layer that forgets:
 * recursive least squares in context whose ridge, the prior's precision, is not forgotten. Its
 * tokens are the predictors after a 1, and then what they predict: pairs that do not overlap.
 */
class InContextRegressionTest {
  private static final int PREDICTORS = 3;
  private static final int TOKEN = PREDICTORS + 1;
  private static final int INTERCEPT = 1 + TOKEN + TOKEN * TOKEN;
  private static final double PRECISION = 0.25;

  @ParameterizedTest
  @ValueSource(doubles = {Double.POSITIVE_INFINITY, 200, 20, 4})
  void aDiscountedRegressionPredictsAsTheMesaLayer(double memory) {
    LinearRegression regression =
        new LinearRegression(PREDICTORS, 0b111, new GaussianPrior(PRECISION, 1, 1, 0));
    double[] parameters = new double[regression.size()];
    regression.initialise(parameters, 0);
    Learners inContext =
        new Learners(
            TOKEN,
            List.of(
                Contender.causal(
                    new LeastSquares(
                        Regression.onLast().ofEverySecond().forgetting(1 - 1 / memory),
                        new ExactRidge(PRECISION)))));
    SequenceState state = inContext.start();
    double[] losses = new double[1];

    UniformRandomProvider random = KeyedRandom.of(5, "regression in context");
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    for (int sample = 0; sample < 300; sample++) {
      double[] row = new double[TOKEN];
      double[] predictors = new double[TOKEN];
      predictors[0] = 1;
      row[PREDICTORS] = sample < 150 ? 2 : -1;
      for (int i = 0; i < PREDICTORS; i++) {
        row[i] = normal.sample() + i;
        predictors[i + 1] = row[i];
        row[PREDICTORS] += (sample < 150 ? i : 3 - i) * row[i];
      }
      row[PREDICTORS] += 0.1 * normal.sample();

      inContext.observe(state, 2 * sample + 1, predictors, null, losses);
      double expected = parameters[INTERCEPT];
      for (int i = 0; i < PREDICTORS; i++) {
        expected += parameters[INTERCEPT + 1 + i] * row[i];
      }
      assertThat(inContext.prediction(state, 0)[0]).isCloseTo(expected, within(1e-9));

      regression.observe(parameters, 0, row, memory);
      double[] answer = new double[TOKEN];
      answer[0] = row[PREDICTORS];
      inContext.observe(state, 2 * sample + 2, answer, null, losses);
    }
  }
}
