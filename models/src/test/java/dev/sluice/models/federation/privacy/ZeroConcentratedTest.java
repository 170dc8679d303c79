// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ZeroConcentratedTest {
  private static final double DELTA = 1e-5;

  /** T releases at z; two digits. The table was computed apart from this code. */
  @ParameterizedTest
  @CsvSource({
    "10, 1, 20", "10, 2, 8.8", "10, 4, 4.1", "10, 8, 2.0", "10, 16, 0.97",
    "100, 1, 98", "100, 2, 36", "100, 4, 15", "100, 8, 6.8", "100, 16, 3.2",
    "1000, 1, 650", "1000, 2, 200", "1000, 4, 69", "1000, 8, 27", "1000, 16, 11"
  })
  void epsilonsAreThoseOfTheTable(int releases, double z, double epsilon) {
    ZeroConcentrated account = new ZeroConcentrated(Double.POSITIVE_INFINITY, 0);
    double rho = ZeroConcentrated.gaussian(ProtectedUnit.SITE, z);
    for (int i = 0; i < releases; i++) {
      account = account.spend(rho);
    }
    assertThat(new BigDecimal(account.epsilon(DELTA)).round(new MathContext(2)))
        .isEqualByComparingTo(BigDecimal.valueOf(epsilon));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 0.1, 1, 8, 1000})
  void aBudgetInEpsilonIsSpentAtThatEpsilon(double epsilon) {
    ZeroConcentrated account = ZeroConcentrated.ofEpsilon(epsilon, DELTA);
    assertThat(account.spent()).isZero();
    ZeroConcentrated all = account.spend(account.budget());
    assertThat(all.epsilon(DELTA)).isCloseTo(epsilon, within(1e-12 * epsilon));
    assertThat(all.remaining()).isZero();
    assertThat(account.epsilon(DELTA)).isZero();
  }

  @Test
  void stopsWhenTheBudgetIsSpent() {
    double rho = ZeroConcentrated.gaussian(ProtectedUnit.SITE, 2);
    assertThat(rho).isEqualTo(0.125);
    assertThat(ZeroConcentrated.gaussian(ProtectedUnit.EVENT, 2)).isEqualTo(0.5);
    ZeroConcentrated account = new ZeroConcentrated(0.3, 0);
    assertThat(account.affords(rho)).isTrue();
    ZeroConcentrated later = account.spend(rho).spend(rho);
    assertThat(account.spent()).isZero();
    assertThat(later.spent()).isEqualTo(0.25);
    assertThat(later.remaining()).isCloseTo(0.05, within(1e-15));
    assertThat(later.affords(rho)).isFalse();
    assertThatThrownBy(() -> later.spend(rho))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("a release of rho 0.125 of which 0.0");
    assertThat(later.spend(0)).isEqualTo(later);
  }

  @Test
  void refusesWhatIsNoNumberOfIts() {
    ZeroConcentrated account = new ZeroConcentrated(1, 0);
    assertThatThrownBy(() -> new ZeroConcentrated(Double.NaN, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ZeroConcentrated(1, 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> account.spend(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> account.spend(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> account.epsilon(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> account.epsilon(1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ZeroConcentrated.gaussian(ProtectedUnit.SITE, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ZeroConcentrated.ofEpsilon(0, DELTA))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(ZeroConcentrated.ofEpsilon(Double.POSITIVE_INFINITY, DELTA).budget()).isInfinite();
  }
}
