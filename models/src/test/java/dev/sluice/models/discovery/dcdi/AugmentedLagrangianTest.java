// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dcdi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.discovery.LearnerState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** mu is 0.5 at first and grows fourfold; windows of 50, patience of 6 looks. */
class AugmentedLagrangianTest {
  private static final int N = 3;

  private final LearnerState state =
      new LearnerState(
          new long[Layout.counters(N)],
          new float[0],
          new float[0],
          new float[0],
          new double[Layout.graph(N)]);
  private final AugmentedLagrangian lagrangian =
      new AugmentedLagrangian(
          N, new DcdiSettings(8, 4, 1e-3, 1e-2, 0.01, 0.5, 4, 50, 6, false), state);

  @BeforeEach
  void begin() {
    lagrangian.begin();
  }

  private void assertCost(double gamma, double mu) {
    assertThat(lagrangian.of(0)).isZero();
    assertThat(lagrangian.slope(0)).isEqualTo(gamma);
    assertThat(lagrangian.slope(2)).isEqualTo(gamma + 2 * mu);
    assertThat(lagrangian.of(2)).isEqualTo(2 * gamma + 2 * mu);
  }

  @Test
  void growsWhereTheObjectiveIsStationary() {
    assertCost(0, 0.5);
    lagrangian.look(1.000, 0.5);
    lagrangian.look(0.998, 0.5);
    assertCost(0, 0.5);
    // .004 in 100 iterations
    lagrangian.look(0.996, 0.5);
    assertCost(0.25, 0.5);
    // the objective is another one: three looks are needed again
    lagrangian.look(0.995, 0.4);
    lagrangian.look(0.994, 0.4);
    assertCost(0.25, 0.5);
    lagrangian.look(0.993, 0.4);
    assertCost(0.25 + 0.5 * 0.4, 0.5);
    // .4 -> .375 is less than a tenth
    lagrangian.look(0.992, 0.375);
    lagrangian.look(0.991, 0.375);
    lagrangian.look(0.990, 0.375);
    assertCost(0.25 + 0.5 * 0.4 + 0.5 * 0.375, 2);
  }

  @Test
  void waitsWhileTheObjectiveFallsOrTurnsAndNotForEver() {
    lagrangian.look(5.00, 0.5);
    lagrangian.look(4.98, 0.5);
    lagrangian.look(4.96, 0.5);
    lagrangian.look(4.98, 0.5);
    lagrangian.look(4.96, 0.5);
    assertCost(0, 0.5);
    lagrangian.look(4.90, 0.5);
    assertCost(0.25, 0.5);
  }

  @Test
  void growsWhereTheObjectiveRises() {
    lagrangian.look(1, 0.5);
    lagrangian.look(2, 0.5);
    lagrangian.look(3, 0.5);
    assertCost(0.25, 0.5);
  }

  @Test
  void staysWhereThereAreNoCycles() {
    for (int look = 0; look < 20; look++) {
      lagrangian.look(1 + look, AugmentedLagrangian.NO_CYCLES);
    }
    assertCost(0, 0.5);
  }

  @Test
  void allItKnowsIsInTheState() {
    lagrangian.look(1.000, 0.5);
    lagrangian.look(0.998, 0.5);
    LearnerState copy = state.copy();
    lagrangian.look(0.996, 0.5);
    new AugmentedLagrangian(N, new DcdiSettings(8, 4, 1e-3, 1e-2, 0.01, 0.5, 4, 50, 6, false), copy)
        .look(0.996, 0.5);
    assertThat(copy.graph()).isEqualTo(state.graph());
    assertThat(copy.counters()).isEqualTo(state.counters());
  }
}
