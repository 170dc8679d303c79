// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import static dev.sluice.models.scm.InterventionKind.PERFECT;
import static dev.sluice.models.scm.InterventionKind.SOFT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.graph.Dag;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LinearGaussianModelTest {
  /** 3 -> 0, 3 -> 1, 0 -> 1, 1 -> 4; 2 is alone. */
  private static final Dag GRAPH = Dag.ofEdges(5, new int[][] {{3, 0}, {3, 1}, {0, 1}, {1, 4}});

  private static final LinearGaussianModel MODEL = LinearGaussianModel.draw(GRAPH, 11);
  private static final int DRAWS = 40_000;
  private static final Offset<Double> ROUNDING = within(1e-12);

  @Test
  void weightsAreAwayFromZeroAndOfBothSigns() {
    Dag full = GraphFamily.parse("full:12").draw(1);
    LinearGaussianModel model = LinearGaussianModel.draw(full, 1);
    int positive = 0;
    for (int[] edge : full.edges()) {
      double weight = model.weight(edge[0], edge[1]);
      assertThat(Math.abs(weight)).isBetween(0.5, 2.0);
      assertThat(model.weight(edge[1], edge[0])).isZero();
      positive += weight > 0 ? 1 : 0;
    }

    // 66 weights, four standard deviations of a fair coin: 4 sqrt(66) / 2
    assertThat(positive).isBetween(33 - 16, 33 + 16);
  }

  @Test
  void observationalMomentsAreAnalytic() {
    double[][] weights = weights();

    assertMoments(0, PERFECT, weights, new double[5], new double[] {1, 1, 1, 1, 1});
  }

  @Test
  void perfectInterventionCutsTheParents() {
    double[][] weights = weights();
    weights[0][1] = 0;
    weights[3][1] = 0;

    assertMoments(1L << 1, PERFECT, weights, new double[5], new double[] {1, 2, 1, 1, 1});
  }

  @Test
  void softInterventionHalvesTheWeightsAndShiftsTheMean() {
    double[][] weights = weights();
    weights[0][1] /= 2;
    weights[3][1] /= 2;

    assertMoments(
        1L << 1, SOFT, weights, new double[] {0, 2, 0, 0, 0}, new double[] {1, 1, 1, 1, 1});
  }

  @Test
  void severalTargetsAtOnce() {
    double[][] weights = weights();
    weights[3][0] = 0;
    weights[1][4] = 0;

    assertMoments(1L | 1L << 4, PERFECT, weights, new double[5], new double[] {2, 1, 1, 1, 2});
  }

  @Test
  void sampleIsAFunctionOfItsArguments() {
    double[] before = MODEL.sample(0, PERFECT, 7, 1000);
    MODEL.sample(0, PERFECT, 7, 999);

    assertThat(MODEL.sample(0, PERFECT, 7, 1000)).isEqualTo(before);
    assertThat(MODEL.sample(0, SOFT, 7, 1000)).isEqualTo(before);
    assertThat(MODEL.sample(0, PERFECT, 8, 1000)).isNotEqualTo(before);
    assertThat(MODEL.sample(0, PERFECT, 7, 1001)).isNotEqualTo(before);
  }

  @Test
  void interventionLeavesWhatItDoesNotCauseAsItWas() {
    double[] observed = MODEL.sample(0, PERFECT, 7, 3);
    double[] intervened = MODEL.sample(1L << 1, PERFECT, 7, 3);

    assertThat(intervened[0]).isEqualTo(observed[0]);
    assertThat(intervened[2]).isEqualTo(observed[2]);
    assertThat(intervened[3]).isEqualTo(observed[3]);
    assertThat(intervened[1]).isNotEqualTo(observed[1]);
    assertThat(intervened[4] - observed[4])
        .isCloseTo(MODEL.weight(1, 4) * (intervened[1] - observed[1]), within(1e-12));
  }

  @Test
  void numbersOfASeedNeverChange() {
    assertThat(MODEL.weight(3, 0)).isEqualTo(0.65645723949148);
    assertThat(MODEL.sample(0, PERFECT, 1, 0))
        .containsExactly(
            new double[] {
              -1.375199571488155,
              -4.072943912008395,
              1.665103952876034,
              0.25365673219943513,
              2.222325889653054
            },
            ROUNDING);
    assertThat(MODEL.sample(1L << 1, PERFECT, 1, 0)[1]).isCloseTo(-3.698773179846148, ROUNDING);
    assertThat(MODEL.sample(1L << 1, SOFT, 1, 0)[1]).isCloseTo(-0.9611652509657342, ROUNDING);
  }

  @Test
  void targetsMustBeVariables() {
    assertThatThrownBy(() -> MODEL.sample(1L << 5, PERFECT, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("target 5 is not one of the 5 variables");
  }

  private static double[][] weights() {
    double[][] weights = new double[5][5];
    for (int[] edge : GRAPH.edges()) {
      weights[edge[0]][edge[1]] = MODEL.weight(edge[0], edge[1]);
    }
    return weights;
  }

  /**
   * Compares sample means and covariances with those of the linear system, at 4.5 standard errors.
   */
  private static void assertMoments(
      long targets, InterventionKind kind, double[][] weights, double[] shift, double[] deviation) {
    double[][] effects = totalEffects(weights);
    double[] mean = new double[5];
    double[][] products = new double[5][5];
    for (int draw = 0; draw < DRAWS; draw++) {
      double[] x = MODEL.sample(targets, kind, 17, draw);
      for (int i = 0; i < 5; i++) {
        mean[i] += x[i] / DRAWS;
        for (int j = 0; j < 5; j++) {
          products[i][j] += x[i] * x[j] / DRAWS;
        }
      }
    }
    for (int i = 0; i < 5; i++) {
      double variance = covariance(effects, deviation, i, i);
      assertThat(mean[i])
          .as("mean of %d", i)
          .isCloseTo(dot(effects[i], shift), within(4.5 * Math.sqrt(variance / DRAWS)));
      for (int j = 0; j < 5; j++) {
        double expected = covariance(effects, deviation, i, j);
        double spread = variance * covariance(effects, deviation, j, j) + expected * expected;
        assertThat(products[i][j] - mean[i] * mean[j])
            .as("covariance of %d and %d", i, j)
            .isCloseTo(expected, within(4.5 * Math.sqrt(spread / DRAWS)));
      }
    }
  }

  /** [i][k]: change of x_i per unit of the noise of k; rows follow x_i = sum w x_parent + e_i. */
  private static double[][] totalEffects(double[][] weights) {
    double[][] effects = new double[5][5];
    for (int node : GRAPH.topologicalOrder()) {
      effects[node][node] = 1;
      for (int parent = 0; parent < 5; parent++) {
        for (int source = 0; source < 5; source++) {
          effects[node][source] += weights[parent][node] * effects[parent][source];
        }
      }
    }
    return effects;
  }

  private static double covariance(double[][] effects, double[] deviation, int i, int j) {
    double sum = 0;
    for (int k = 0; k < 5; k++) {
      sum += effects[i][k] * effects[j][k] * deviation[k] * deviation[k];
    }
    return sum;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
