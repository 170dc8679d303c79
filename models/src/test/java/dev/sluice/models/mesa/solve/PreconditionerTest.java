// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Test 5: series and conjugate gradients against a solve. */
class PreconditionerTest {
  /** Where H begins in its array, to see that it is not taken to begin at 0. */
  private static final int AT = 3;

  private static double[] squares(int n, int vectors, long seed) {
    UniformRandomProvider random = KeyedRandom.of(seed, "vectors", n);
    double[] h = new double[AT + n * n + 2];
    for (int v = 0; v < vectors; v++) {
      double[] z = vector(n, random);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          h[AT + i * n + j] += z[i] * z[j];
        }
      }
    }
    return h;
  }

  private static double[] vector(int n, UniformRandomProvider random) {
    double[] vector = new double[n];
    for (int i = 0; i < n; i++) {
      vector[i] = 2 * random.nextDouble() - 1;
    }
    return vector;
  }

  private static double[] apply(Preconditioner method, double[] h, int n, double[] z) {
    double[] x = new double[n];
    method.apply(h, AT, n, z, x, new Workspace(n));
    return x;
  }

  /** Gaussian elimination with partial pivoting of (H + ridge I) x = z. */
  private static double[] solve(double[] h, int n, double ridge, double[] z) {
    double[][] rows = new double[n][n + 1];
    for (int i = 0; i < n; i++) {
      System.arraycopy(h, AT + i * n, rows[i], 0, n);
      rows[i][i] += ridge;
      rows[i][n] = z[i];
    }
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k; i < n; i++) {
        pivot = Math.abs(rows[i][k]) > Math.abs(rows[pivot][k]) ? i : pivot;
      }
      double[] row = rows[pivot];
      rows[pivot] = rows[k];
      rows[k] = row;
      for (int i = 0; i < n; i++) {
        double factor = i == k ? 0 : rows[i][k] / row[k];
        for (int j = k; j <= n; j++) {
          rows[i][j] -= factor * row[j];
        }
      }
    }
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = rows[i][n] / rows[i][i];
    }
    return x;
  }

  static List<Preconditioner> exact() {
    return List.of(
        new ExactRidge(0.5),
        new ConjugateGradients(80, 0.5),
        new ConjugateGradients(80, 0.5, false),
        new Neumann(3000, 0.5));
  }

  @ParameterizedTest
  @MethodSource("exact")
  void whoGoesOnLongEnoughSolves(Preconditioner method) {
    for (int n : new int[] {1, 2, 10, 24}) {
      double[] h = squares(n, 30, 5);
      double[] z = vector(n, KeyedRandom.of(6, "z", n));
      double[] before = h.clone();

      assertThat(apply(method, h, n, z)).containsExactly(solve(h, n, 0.5, z), within(1e-10));
      assertThat(h).containsExactly(before);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10})
  void asManyConjugateGradientsAsUnknownsSolve(int n) {
    double[] h = squares(n, 3 * n, 7);
    double[] z = vector(n, KeyedRandom.of(8, "z", n));

    assertThat(apply(new ConjugateGradients(n, 0.25), h, n, z))
        .containsExactly(solve(h, n, 0.25, z), within(1e-9));
  }

  /** A Neumann series of so many steps is a polynomial: of a diagonal matrix by hand. */
  @Test
  void neumannIsItsSeries() {
    double[] h = new double[AT + 4];
    h[AT] = 4;
    h[AT + 3] = 1;
    double[] x = apply(new Neumann(2, 0), h, 2, new double[] {1, 1});

    // over the norm 4: 1 / 4 and (1 + 3/4 + 9/16) / 4
    assertThat(x).containsExactly(new double[] {0.25, 37 / 64.0}, within(1e-12));
  }

  /** As the published program has it, with matrices in place of vectors. */
  @ParameterizedTest
  @MethodSource("constants")
  void chebyshevIsItsPolynomial(ChebyshevConstants constants) {
    double[] h = new double[AT + 4];
    h[AT] = 3;
    h[AT + 3] = 0.5;
    double[] x = apply(new Chebyshev(constants), h, 2, new double[] {1, -2});
    double norm = Math.hypot(3 + constants.ridge(), 0.5 + constants.ridge());
    double[] z = {1, -2};
    for (int i = 0; i < 2; i++) {
      double a = (h[AT + 3 * i] + constants.ridge()) / norm;
      double term = 1;
      List<Double> inverse = new ArrayList<>(List.of(1.0, 1.0));
      for (int k = 0; k < constants.steps(); k++) {
        term *= 1 - constants.factor(k) * a;
        double last = inverse.get(k + 1);
        inverse.add(last + term + constants.momentum(k) * (last - inverse.get(k)));
      }
      double expected = inverse.get(inverse.size() - 1) / norm * z[i];
      assertThat(x[i]).isCloseTo(expected, within(1e-12));
    }
  }

  static ChebyshevConstants[] constants() {
    return ChebyshevConstants.values();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 5})
  void theResidualIsTold(int steps) {
    double[] h = squares(10, 7, 9);
    double[] z = vector(10, KeyedRandom.of(10, "z"));
    double[] x = new double[10];
    double told = new ConjugateGradients(steps, 0.001).apply(h, AT, 10, z, x, new Workspace(10));
    double squares = 0;
    double length = 0;
    for (int i = 0; i < 10; i++) {
      double residual = z[i] - 0.001 * x[i];
      for (int j = 0; j < 10; j++) {
        residual -= h[AT + i * 10 + j] * x[j];
      }
      squares += residual * residual;
      length += z[i] * z[i];
    }

    assertThat(told).isCloseTo(Math.sqrt(squares / length), within(1e-9)).isGreaterThan(0.01);
  }

  static List<Preconditioner> all() {
    return List.of(
        new GradientStep(0.1),
        new Neumann(3, 0.001),
        new Neumann(3, 0),
        new Chebyshev(ChebyshevConstants.LINEAR_7),
        new Chebyshev(ChebyshevConstants.LINEAR_7, 0),
        new ExactRidge(0.001),
        new ConjugateGradients(30, 0.001));
  }

  /** Before the first pair H is 0, and a token may be 0. */
  @ParameterizedTest
  @MethodSource("all")
  void nothingSeenIsNoTrouble(Preconditioner method) {
    for (int n : new int[] {1, 10}) {
      double[] z = vector(n, KeyedRandom.of(11, "z"));
      for (double entry : apply(method, new double[AT + n * n], n, z)) {
        assertThat(entry).isFinite();
      }
      assertThat(apply(method, squares(n, 2, 12), n, new double[n])).containsOnly(0.0);
    }
  }

  /** The same vector over and over: H has rank 1, and rounding pivots below the ridge. */
  @Test
  void aRidgeHoldsWhatDependsLinearly() {
    double[] h = new double[AT + 100];
    for (int i = 0; i < 100; i++) {
      h[AT + i] = 1e14;
    }
    double[] ones = new double[10];
    Arrays.fill(ones, 1);

    for (double entry : apply(new ExactRidge(0.001), h, 10, ones)) {
      assertThat(Math.abs(entry)).isLessThan(1e-10);
    }
  }

  @Test
  void conditioningKnowsADiagonal() {
    double[] h = new double[AT + 9];
    h[AT] = 4;
    h[AT + 4] = 1;
    h[AT + 8] = 0.5;

    Conditioning positive = Conditioning.of(h, AT, 3, 0);
    assertThat(positive.trace()).isEqualTo(5.5);
    assertThat(positive.leastPivot()).isEqualTo(0.5);
    assertThat(positive.condition()).isCloseTo(8, within(1e-12));
    h[AT + 8] = -0.5;
    assertThat(Conditioning.of(h, AT, 3, 0))
        .isEqualTo(new Conditioning(4.5, -0.5, Double.POSITIVE_INFINITY));
  }

  @Test
  void refusesSettingsThatMeanNothing() {
    assertThatThrownBy(() -> new ExactRidge(0)).hasMessageContaining("ridge must be above 0");
    assertThatThrownBy(() -> new GradientStep(Double.NaN)).hasMessageContaining("rate");
    assertThatThrownBy(() -> new Neumann(-1, 0)).hasMessageContaining("steps");
    assertThatThrownBy(() -> new ConjugateGradients(1, 0)).hasMessageContaining("ridge");
    assertThatThrownBy(() -> new Chebyshev(ChebyshevConstants.LINEAR_3, -1))
        .hasMessageContaining("ridge");
  }
}
