// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.trained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MesaHeadTest {
  private static final int SIZE = 4;
  private static final int STEPS = 30;
  private static final int WIDTH = 3;

  private final Lanes queries = TrainedFixtures.lanes(SIZE, STEPS, WIDTH, 1, 1);
  private final Lanes keys = TrainedFixtures.lanes(SIZE, STEPS, WIDTH, 1, 2);
  private final Lanes values = TrainedFixtures.lanes(SIZE, STEPS, WIDTH, 1, 3);

  /** Phi_t q_t from normal equations: Phi (sum of k k^T + gamma^t / lambda) = sum of v k^T. */
  @ParameterizedTest
  @CsvSource({"1, 1", "50, 1", "2, 0.9", "1000, 0.8"})
  void solvesTheLeastSquaresProblemOfEachStep(double lambda, double gamma) {
    Lanes output = Lanes.zero(SIZE, STEPS, WIDTH);
    MesaHead.forward(queries, keys, values, lambda, gamma, output);
    for (int lane = 0; lane < WIDTH; lane++) {
      double[][] precision = new double[SIZE][SIZE];
      double[][] cross = new double[SIZE][SIZE];
      for (int i = 0; i < SIZE; i++) {
        precision[i][i] = 1 / lambda;
      }
      for (int t = 0; t < STEPS; t++) {
        for (int i = 0; i < SIZE; i++) {
          for (int j = 0; j < SIZE; j++) {
            precision[i][j] = gamma * precision[i][j] + keys.row(i, t)[lane] * keys.row(j, t)[lane];
            cross[i][j] = gamma * cross[i][j] + values.row(i, t)[lane] * keys.row(j, t)[lane];
          }
        }
        double[] preconditioned = solve(precision, column(queries, t, lane));
        for (int i = 0; i < SIZE; i++) {
          double expected = 0;
          for (int j = 0; j < SIZE; j++) {
            expected += cross[i][j] * preconditioned[j];
          }
          assertThat(output.row(i, t)[lane]).isCloseTo(expected, within(1e-10));
        }
      }
    }
  }

  /** Test 7: the way back ends at R_0 = lambda I. */
  @ParameterizedTest
  @CsvSource({"1, 1, 1e-13", "1000, 1, 1e-8", "1, 0.9, 1e-11"})
  void theWayBackRecoversTheFirstMatrix(double lambda, double gamma, double error) {
    MesaHead head =
        MesaHead.forward(queries, keys, values, lambda, gamma, Lanes.zero(SIZE, STEPS, WIDTH));
    assertThat(head.inverse().distance(lambda)).isGreaterThan(0.5 * lambda);
    backward(head);
    assertThat(head.inverse().distance(lambda)).isLessThan(error * lambda);
  }

  /** Keys so long that no digit of R_0 is left: no gradient, rather than one of noise. */
  @ParameterizedTest
  @CsvSource({"1e5", "1e9"})
  void aMatrixThatDoesNotComeBackIsAnError(double length) {
    MesaHead head =
        MesaHead.forward(
            queries,
            TrainedFixtures.lanes(SIZE, STEPS, WIDTH, length, 2),
            values,
            1,
            1,
            Lanes.zero(SIZE, STEPS, WIDTH));
    assertThatThrownBy(() -> backward(head))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("R_0");
  }

  /** Beyond the range of doubles there is no prediction either. */
  @Test
  void keysThatOverflowAreAnError() {
    Lanes longKeys = TrainedFixtures.lanes(SIZE, STEPS, WIDTH, 1e160, 2);
    Lanes output = Lanes.zero(SIZE, STEPS, WIDTH);
    assertThatThrownBy(() -> MesaHead.forward(queries, longKeys, values, 1, 1, output))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("k^T R k of a mesa layer is Infinity");
  }

  /** Small lambda is linear attention, scaled. */
  @Test
  void withLittlePriorVarianceItIsLinearAttention() {
    Lanes mesa = Lanes.zero(SIZE, STEPS, WIDTH);
    Lanes linear = Lanes.zero(SIZE, STEPS, WIDTH);
    MesaHead.forward(queries, keys, values, 1e-9, 1, mesa);
    LinearHead.forward(queries, keys, values, 1, linear);
    for (int r = 0; r < mesa.rows().length; r++) {
      for (int b = 0; b < WIDTH; b++) {
        assertThat(mesa.rows()[r][b] * 1e9).isCloseTo(linear.rows()[r][b], within(1e-6));
      }
    }
  }

  private static double backward(MesaHead head) {
    return head.backward(
        TrainedFixtures.lanes(SIZE, STEPS, WIDTH, 1, 4),
        Lanes.zero(SIZE, STEPS, WIDTH),
        Lanes.zero(SIZE, STEPS, WIDTH),
        Lanes.zero(SIZE, STEPS, WIDTH));
  }

  private static double[] column(Lanes lanes, int step, int lane) {
    return Sequences.ofLane(lanes, lane)[step];
  }

  /** Gauss-Jordan with pivots. */
  private static double[] solve(double[][] matrix, double[] right) {
    int n = right.length;
    double[][] a = new double[n][];
    for (int i = 0; i < n; i++) {
      a[i] = Arrays.copyOf(matrix[i], n + 1);
      a[i][n] = right[i];
    }
    for (int p = 0; p < n; p++) {
      int best = p;
      for (int i = p; i < n; i++) {
        best = Math.abs(a[i][p]) > Math.abs(a[best][p]) ? i : best;
      }
      double[] row = a[best];
      a[best] = a[p];
      a[p] = row;
      for (int i = 0; i < n; i++) {
        double factor = i == p ? 0 : a[i][p] / row[p];
        for (int j = p; j <= n; j++) {
          a[i][j] -= factor * row[j];
        }
      }
    }
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = a[i][n] / a[i][i];
    }
    return x;
  }
}
