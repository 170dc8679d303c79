// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import org.junit.jupiter.api.Test;

class SufficientStatisticsTest {
  private static final Domain CONTINUOUS = Domain.continuous(2);
  private static final Domain CATEGORICAL = Domain.categorical(2, 3);

  @Test
  void aSampleMustBelongToTheDomain() {
    refuses(CONTINUOUS, new double[] {1}, 0, 1, "1 values for 2 variables");
    refuses(CONTINUOUS, new double[] {1, Double.NaN}, 0, 1, "values[1] is not a number");
    refuses(
        CONTINUOUS,
        new double[] {1, 2},
        0b101,
        1,
        "targets name a variable beyond the 2 of the domain: {0, 2}");
    refuses(CATEGORICAL, new double[] {1, 3}, 0, 1, "values[1] is not a category 0 to 2: 3.0");
    refuses(CATEGORICAL, new double[] {-1, 0}, 0, 1, "values[0] is not a category 0 to 1: -1.0");
    refuses(CATEGORICAL, new double[] {0.5, 0}, 0, 1, "values[0] is not a category 0 to 1: 0.5");
  }

  @Test
  void forgettingIsAFraction() {
    double[] values = {1, 2};
    refuses(CONTINUOUS, values, 0, 0, "forgetting must be above 0 and at most 1: 0.0");
    refuses(CONTINUOUS, values, 0, 1.1, "forgetting must be above 0 and at most 1: 1.1");
  }

  @Test
  void statisticsOfDifferentDimensionsDoNotMix() {
    SufficientStatistics three = SufficientStatistics.empty(Domain.continuous(3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SufficientStatistics.empty(CONTINUOUS).merge(three))
        .withMessage("statistics of 3 variables, not of 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> three.observe(CONTINUOUS, new double[] {1, 2}, VariableSet.ofMask(0), 1))
        .withMessage("statistics of 3 variables, not of 2");
  }

  @Test
  void domainsAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Domain.categorical(2, 0))
        .withMessage("categories[1] must be at least 1: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Domain.continuous(0))
        .withMessage("variables must be 1 to 200: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Domain(3, new int[] {2, 2}))
        .withMessage("2 numbers of categories for 3 variables");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Domain.continuous(201))
        .withMessage("variables must be 1 to 200: 201");
  }

  private static void refuses(
      Domain domain, double[] values, long targets, double forgetting, String message) {
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> statistics.observe(domain, values, VariableSet.ofMask(targets), forgetting))
        .withMessage(message);
  }
}
