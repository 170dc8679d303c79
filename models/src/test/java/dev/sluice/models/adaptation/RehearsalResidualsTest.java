// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class RehearsalResidualsTest {
  private static double[] state(int n, IntToDoubleFunction residual) {
    double[] state = RehearsalResiduals.initial();
    for (int i = 0; i < n; i++) {
      RehearsalResiduals.observe(state, residual.applyAsDouble(i));
    }
    return state;
  }

  /** Of n residuals of +-1 with s changes of sign the sum of products is n - 1 - 2 s. */
  @Test
  void autocorrelationIsHeldAgainstItsDeviation() {
    // 400 products, whose sum is 64 or 66; 3.29 deviations are 3.29 times the root of 401, 65.9
    for (int s : new int[] {168, 232}) {
      double[] within = state(401, i -> Math.min(i, s) % 2 == 0 ? 1 : -1);
      assertThat(RehearsalResiduals.count(within)).isEqualTo(401);
      assertThat(RehearsalResiduals.independent(within, false)).isTrue();
    }
    for (int s : new int[] {167, 233}) {
      double[] beyond = state(401, i -> Math.min(i, s) % 2 == 0 ? 1 : -1);
      assertThat(RehearsalResiduals.independent(beyond, false)).isFalse();
      // as residuals of a table they are allowed 0.9 more
      assertThat(RehearsalResiduals.independent(beyond, true)).isTrue();
    }
  }

  @Test
  void noResidualsAreIndependentButNotNormal() {
    double[] zeros = state(1_000, i -> 0);
    assertThat(RehearsalResiduals.independent(zeros, true)).isTrue();
    assertThat(RehearsalResiduals.normal(zeros)).isFalse();
    assertThat(RehearsalResiduals.count(new double[0])).isZero();
  }

  /** In any unit: a normal sample, and with every twentieth value tripled. */
  @Test
  void tailsAreSeenInAnyUnit() {
    for (double unit : new double[] {.9, 1, 1.1}) {
      double[] normal = state(2_000, i -> unit * Shifts.Noise.of(1, i).normal());
      double[] tails =
          state(2_000, i -> unit * Shifts.Noise.of(1, i).normal() * (i % 20 == 0 ? 3 : 1));
      double[] skew =
          state(2_000, i -> unit * (Math.exp(.3 * Shifts.Noise.of(1, i).normal()) - 1.05));
      assertThat(RehearsalResiduals.normal(normal)).isTrue();
      assertThat(RehearsalResiduals.normal(tails)).isFalse();
      assertThat(RehearsalResiduals.normal(skew)).isFalse();
    }
  }
}
