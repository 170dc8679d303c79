// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.neural.conditional.NetworkPass;
import dev.sluice.models.neural.conditional.NetworkShape;
import dev.sluice.models.neural.conditional.Rows;
import dev.sluice.models.random.CounterRandom;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphLossesTest {
  private static final int GRAPHS = 12;
  private static final int[] BATCH = {4, 0, 7, 2, 1};

  private final Random random = new Random(11);

  /** Variables in one word and in two; categorical and not. */
  @ParameterizedTest
  @CsvSource({"4, true", "4, false", "66, true", "66, false"})
  void areThoseOfEveryGraphByItself(int n, boolean categorical) {
    NetworkShape shape = shape(n, categorical);
    float[] weights = weights(shape);
    Rows rows = rows(shape);
    NetworkPass pass = new NetworkPass(shape, BATCH.length);
    GraphSample sample = sample(n, i -> i == 1 ? 0.9 : 0.3);
    double[][] losses =
        new GraphLosses(n, GRAPHS, false, pass)
            .of(sample, GRAPHS, weights, rows, BATCH, VariableSet.of(1));
    for (int k = 0; k < GRAPHS; k++) {
      for (int j = 0; j < n; j++) {
        double expected = j == 1 ? 0 : naive(pass, sample, k, j, weights, rows);
        assertThat(losses[k][j]).isEqualTo(expected, within(1e-5 * (1 + expected)));
      }
    }
  }

  @Test
  void distinctSetsAloneAreEvaluatedAndSettledVariablesNotAtAll() {
    NetworkShape shape = shape(3, true);
    float[] weights = weights(shape);
    Rows rows = rows(shape);
    // 0 -> 2 is open, all else is settled: 2 has two sets of parents, 0 and 1 have one each
    double[][] beliefs = {{0, 1, 0.5}, {0, 0, 1}, {0, 0, 0}};
    GraphSample sample = new GraphSample(3, GRAPHS);
    sample.believe(beliefs);
    sample.draw(GRAPHS, CounterRandom.of(1, "test"));
    NetworkPass pass = new NetworkPass(shape, BATCH.length);
    GraphLosses evaluation = new GraphLosses(3, GRAPHS, false, pass);
    double[][] losses = evaluation.of(sample, GRAPHS, weights, rows, BATCH, VariableSet.EMPTY);
    assertThat(evaluation.evaluated()).isEqualTo(2);
    for (double[] ofGraph : losses) {
      assertThat(Arrays.copyOf(ofGraph, 2)).containsExactly(0, 0);
      assertThat(ofGraph[2]).isPositive();
    }
    evaluation.of(sample, GRAPHS, weights, rows, BATCH, VariableSet.of(2));
    assertThat(evaluation.evaluated()).isEqualTo(2);
    assertThat(losses[0][2]).isZero();

    double[][] all =
        new GraphLosses(3, GRAPHS, true, pass)
            .of(sample, GRAPHS, weights, rows, BATCH, VariableSet.of(2));
    for (int k = 0; k < GRAPHS; k++) {
      for (int j = 0; j < 2; j++) {
        double expected = naive(pass, sample, k, j, weights, rows);
        assertThat(all[k][j]).isEqualTo(expected, within(1e-5 * (1 + expected)));
      }
      assertThat(all[k][2]).isZero();
    }
  }

  /** Straight from a mask per draw, without anything in common. */
  private static double naive(
      NetworkPass pass, GraphSample sample, int graph, int j, float[] weights, Rows rows) {
    long[] masks = new long[BATCH.length * sample.words()];
    for (int b = 0; b < BATCH.length; b++) {
      System.arraycopy(
          sample.masks(), sample.place(graph, j), masks, b * sample.words(), sample.words());
    }
    pass.load(weights, j, rows, BATCH);
    pass.sumParents(masks, sample.words());
    double[] losses = new double[BATCH.length];
    pass.losses(losses);
    return Arrays.stream(losses).sum() / BATCH.length;
  }

  private interface BeliefInParent {
    double of(int parent);
  }

  private static GraphSample sample(int n, BeliefInParent belief) {
    double[][] beliefs = new double[n][n];
    for (int i = 0; i < n; i++) {
      Arrays.fill(beliefs[i], belief.of(i));
      beliefs[i][i] = 0;
    }
    GraphSample sample = new GraphSample(n, GRAPHS);
    sample.believe(beliefs);
    sample.draw(GRAPHS, CounterRandom.of(2, "test"));
    return sample;
  }

  private static NetworkShape shape(int n, boolean categorical) {
    int[] categories = new int[n];
    Arrays.fill(categories, 3);
    Domain domain = categorical ? Domain.categorical(categories) : Domain.continuous(n);
    return new NetworkShape(domain, 8, 1, true, false);
  }

  private float[] weights(NetworkShape shape) {
    float[] weights = new float[shape.size()];
    for (int w = 0; w < weights.length; w++) {
      weights[w] = (float) (0.3 * random.nextGaussian());
    }
    return weights;
  }

  private Rows rows(NetworkShape shape) {
    double[][] draws = new double[8][shape.domain().dimension()];
    for (double[] draw : draws) {
      for (int v = 0; v < draw.length; v++) {
        draw[v] = shape.domain().isCategorical() ? random.nextInt(3) : random.nextGaussian();
      }
    }
    return Rows.of(shape, draws);
  }
}
