// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expectations of the estimators for a respondent whose answers do not depend on the form. */
class EstimatorBiasTest {
  private static final Offset<Double> ROUNDING = within(0.0005);

  /** Plug-in entropies are too low and the consistency with them, the more so the fewer answers. */
  @ParameterizedTest
  @CsvSource({
    // p, QF-E and QF-C at 5, at 10, QF-C at 20 answers per form
    "0.5,  0.832, 0.857, 0.923, 0.936, 0.969",
    "0.7,  0.709, 0.852, 0.802, 0.933, 0.969",
    "0.8,  0.549, 0.852, 0.639, 0.930, 0.968",
    "0.9,  0.316, 0.873, 0.385, 0.928, 0.965",
    "0.95, 0.169, 0.910, 0.212, 0.939, 0.964",
    "0.99, 0.036, 0.975, 0.046, 0.978, 0.982"
  })
  void plugIn(double p, double qfE5, double qfC5, double qfE10, double qfC10, double qfC20) {
    assertThat(expectation(5, p, ScenarioStatistics::qfE)).isCloseTo(qfE5, ROUNDING);
    assertThat(expectation(5, p, ScenarioStatistics::qfC)).isCloseTo(qfC5, ROUNDING);
    assertThat(expectation(10, p, ScenarioStatistics::qfE)).isCloseTo(qfE10, ROUNDING);
    assertThat(expectation(10, p, ScenarioStatistics::qfC)).isCloseTo(qfC10, ROUNDING);
    assertThat(expectation(20, p, ScenarioStatistics::qfC)).isCloseTo(qfC20, ROUNDING);
  }

  /** The psi estimator is best for single forms, and in the middle for the consistency. */
  @ParameterizedTest
  @CsvSource({
    // p, QF-E at 5, QF-C at 5 and at 10 answers per form
    "0.5,  0.984, 0.984, 1.000",
    "0.7,  0.844, 0.962, 0.996",
    "0.8,  0.659, 0.938, 0.988",
    "0.9,  0.384, 0.917, 0.969",
    "0.95, 0.207, 0.929, 0.960",
    "0.99, 0.044, 0.977, 0.980"
  })
  void psi(double p, double qfEPsi5, double qfCPsi5, double qfCPsi10) {
    assertThat(expectation(5, p, ScenarioStatistics::qfEPsi)).isCloseTo(qfEPsi5, ROUNDING);
    assertThat(expectation(5, p, ScenarioStatistics::qfCPsi)).isCloseTo(qfCPsi5, ROUNDING);
    assertThat(expectation(10, p, ScenarioStatistics::qfCPsi)).isCloseTo(qfCPsi10, ROUNDING);
  }

  @ParameterizedTest
  @CsvSource({"0.5", "0.7", "0.8", "0.9", "0.95", "0.99"})
  void theConsistencyAdjustedForChanceHasNoBias(double p) {
    assertThat(expectation(2, p, ScenarioStatistics::qfCAdjusted)).isCloseTo(1, within(1e-9));
    assertThat(expectation(5, p, ScenarioStatistics::qfCAdjusted)).isCloseTo(1, within(1e-9));
    assertThat(expectation(10, p, ScenarioStatistics::qfCAdjusted)).isCloseTo(1, within(1e-9));
  }

  private static double expectation(int n, double p, ToDoubleFunction<ScenarioStatistics> value) {
    double[] binomial = Tables.binomial(n, p);
    double[] sum = new double[1];
    Tables.forEach(
        n,
        (k, orders) ->
            sum[0] +=
                orders
                    * Tables.probability(k, binomial)
                    * value.applyAsDouble(ScenarioStatistics.of(Tables.equal(n, k))));
    return sum[0];
  }
}
