// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MethodChoiceTest {
  @ParameterizedTest
  @CsvSource({
    "18, false, 1, ENUMERATION",
    "18, false, 5, ENUMERATION",
    "18, false, 6, EXACT",
    "18, false, 18, EXACT",
    "18, false, 19, MCMC",
    "18, false, 200, MCMC",
    "18, true, 18, EXACT",
    "18, true, 19, ORDER_EXACT",
    "18, true, 22, ORDER_EXACT",
    "18, true, 23, MCMC",
    "20, false, 20, EXACT",
    "20, false, 21, MCMC",
    "5, false, 5, ENUMERATION",
    "5, false, 6, MCMC",
    "5, true, 6, ORDER_EXACT"
  })
  void eachNumberOfVariablesHasItsMethod(
      int exactUpTo, boolean orderExact, int variables, Method method) {
    assertThat(new MethodChoice(exactUpTo, orderExact).of(variables)).isEqualTo(method);
  }

  @Test
  void theReachIsThatOfTheLastExactMethod() {
    assertThat(MethodChoice.defaults().exactReach()).isEqualTo(18);
    assertThat(new MethodChoice(7, true).exactReach()).isEqualTo(22);
  }

  @ParameterizedTest
  @CsvSource({"4", "21"})
  void exactBeyondItsReachIsRefused(int exactUpTo) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MethodChoice(exactUpTo, false))
        .withMessage("exactUpTo must be from 5 to 20: " + exactUpTo);
  }
}
