// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SequenceTaskTest {
  private static final long SEED = 15;

  static List<SequenceTask> tasks() {
    return SequenceTask.all();
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void anyTokenIsDrawnAgainToTheBit(SequenceTask task) {
    double[][] tokens = task.tokens(SEED, 3, 20);

    assertThat(tokens).hasDimensions(20, task.observed());
    assertThat(task.token(SEED, 3, 13)).containsExactly(tokens[12]);
    assertThat(task.tokens(SEED, 3, 7)[6]).containsExactly(tokens[6]);
    assertThat(task.token(SEED, 4, 13)).isNotEqualTo(tokens[12]);
    assertThat(task.token(SEED + 1, 3, 13)).isNotEqualTo(tokens[12]);
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void stepsFollowTheTruth(SequenceTask task) {
    SimulatedSequence sequence = task.sequence(SEED, 5);
    double[] previous = sequence.next();
    double squares = 0;
    for (int pair = 0; pair < 200 && task.mixing() == 0; pair++) {
      double[] token = sequence.next();
      double[] expected =
          SimulatedSequence.product(sequence.transition(), sequence.features(previous));
      for (int i = 0; i < token.length; i++) {
        squares += (token[i] - expected[i]) * (token[i] - expected[i]) / (200 * token.length);
      }
      previous = task.dynamics() == SequenceTask.Dynamics.PAIRS ? sequence.next() : token;
    }

    // of the mean of 2000 squares of noise, about 3 standard errors
    assertThat(squares).isCloseTo(task.mixing() == 0 ? 1e-4 : 0, within(1e-5));
  }

  @Test
  void aPartlyObservedTokenIsAMixtureOfTheState() {
    SimulatedSequence sequence = SequenceTask.partiallyObserved().sequence(SEED, 0);

    assertThat(sequence.emission()).hasDimensions(5, 15);
    assertThat(sequence.transition()).hasDimensions(15, 15);
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void allButOneTaskHaveAMatrixPerSequence(SequenceTask task) {
    double[][] one = task.sequence(SEED, 1).transition();
    double[][] other = task.sequence(SEED, 2).transition();

    assertThat(one[0][0] == other[0][0]).isEqualTo(task.dynamics() == SequenceTask.Dynamics.SHARED);
  }

  @Test
  void theContractingMatrixHasTheLargestEigenvalue() {
    for (int number = 0; number < 20; number++) {
      double[][] matrix = SequenceTask.contracting().sequence(SEED, number).transition();
      double trace = 0;
      double[] vector = new double[10];
      vector[0] = 1;
      for (int power = 0; power < 2000; power++) {
        vector = SimulatedSequence.product(matrix, vector);
        double length = length(vector);
        for (int i = 0; i < 10; i++) {
          vector[i] /= length;
        }
      }
      for (int i = 0; i < 10; i++) {
        trace += matrix[i][i];
      }

      assertThat(length(SimulatedSequence.product(matrix, vector))).isCloseTo(0.9, within(1e-6));
      assertThat(trace).isBetween(0.9 + 9 * 0.3, 0.9 + 9 * 0.9);
    }
  }

  private static double length(double[] vector) {
    double squares = 0;
    for (double entry : vector) {
      squares += entry * entry;
    }
    return Math.sqrt(squares);
  }

  @Test
  void refusesWhatIsNoTaskOrStep() {
    assertThatThrownBy(() -> SequenceTask.linear(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SequenceTask.linear().token(1, 1, 0))
        .hasMessage("steps count from 1, not from 0");
  }
}
