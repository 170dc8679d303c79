// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingTest {

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void aStateThatIsNotFiniteIsRefused(double bad) {
    assertThatThrownBy(() -> Training.requireFinite(state((float) bad, 1)))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("not finite");
    assertThatThrownBy(() -> Training.requireFinite(state(1, bad)))
        .isInstanceOf(ArithmeticException.class);
    assertThatCode(() -> Training.requireFinite(state(Float.MAX_VALUE, -Double.MAX_VALUE)))
        .doesNotThrowAnyException();
  }

  @Test
  void aStateIsAsLargeAsItsArraysAndItsCopySharesNone() {
    LearnerState state =
        new LearnerState(new long[2], new float[3], new float[3], new float[3], new double[5]);
    assertThat(state.bytes()).isEqualTo(2 * 8 + 9 * 4 + 5 * 8);
    LearnerState copy = state.copy();
    state.counters()[0] = 1;
    state.weights()[0] = 1;
    state.first()[0] = 1;
    state.second()[0] = 1;
    state.graph()[0] = 1;
    assertThat(copy.counters()[0]).isZero();
    assertThat(copy.weights()[0] + copy.first()[0] + copy.second()[0]).isZero();
    assertThat(copy.graph()[0]).isZero();
  }

  /** Losses fall by one per step: 299, 298, ..., 0. */
  @Test
  void theLossOfARoundIsThatOfItsLastSteps() {
    RecentLoss loss = new RecentLoss(300);
    RecentLoss few = new RecentLoss(3);
    for (int s = 0; s < 300; s++) {
      loss.add(299 - s);
    }
    for (int s = 0; s < 3; s++) {
      few.add(s);
    }
    assertThat(loss.mean()).isEqualTo(49.5, within(1e-12));
    assertThat(few.mean()).isEqualTo(1);
    assertThat(new RecentLoss(0).mean()).isNaN();
  }

  @Test
  void regimesAreSorted() {
    Regime observed = new Regime(VariableSet.EMPTY, null, new double[][] {{1, 2}});
    Regime more = new Regime(VariableSet.EMPTY, "later", new double[][] {{3, 4}, {5, 6}});
    Regime both = new Regime(VariableSet.of(0, 1), null, new double[][] {{7, 8}});
    Regime empty = new Regime(VariableSet.of(0), null, new double[0][]);
    Regime unknown = new Regime(null, "unknown", new double[][] {{9, 9}});
    TrainingData data =
        TrainingData.of(Domain.continuous(2), List.of(both, observed, empty, unknown, more));
    assertThat(data.observations()).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}, {5, 6}});
    assertThat(data.interventions()).containsExactly(both, unknown);
    assertThat(data.reached()).isEqualTo(VariableSet.of(0, 1));
    assertThat(data.draws()).isEqualTo(5);
  }

  private static LearnerState state(float weight, double parameter) {
    return new LearnerState(
        new long[0],
        new float[] {1, weight},
        new float[2],
        new float[2],
        new double[] {parameter, 0});
  }
}
