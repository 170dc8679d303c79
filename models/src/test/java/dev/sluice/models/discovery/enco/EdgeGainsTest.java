// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.enco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.GraphLosses;
import dev.sluice.models.discovery.GraphSample;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.neural.conditional.NetworkPass;
import dev.sluice.models.neural.conditional.NetworkShape;
import dev.sluice.models.neural.conditional.Rows;
import dev.sluice.models.random.CounterRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdgeGainsTest extends EncoGradients {
  /** With few graphs the expectation is that of the times at which they do not agree on an edge. */
  @ParameterizedTest
  @CsvSource({"3, 0", "7, 1", "12, 2"})
  void ofFewGraphsItIsTheExactExpectationWhereTheyDoNotAgree(int graphs, int target) {
    VariableSet targets = VariableSet.of(target);
    EncoBeliefs beliefs = new EncoBeliefs(N, EdgeKnowledge.none(N), state);
    double[][] gamma = new double[REPEATS][];
    for (int r = 0; r < REPEATS; r++) {
      gamma[r] = estimate(EdgeKnowledge.none(N), targets, 7, r, 1, graphs).gamma().clone();
    }
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        double exists = beliefs.existence(i, j);
        double belief = beliefs.edge(i, j);
        double open = 1 - Math.pow(belief, graphs) - Math.pow(1 - belief, graphs);
        double slope = exists * (1 - exists) * beliefs.orientation(i, j);
        boolean free = i != j && j != target;
        assertMean(gamma, i * N + j, free ? open * slope * (gain(i, j, beliefs) + LAMBDA) : 0);
      }
    }
  }

  @Test
  void whereManyEdgesAreOpenGraphsAreComparedAsInThePaper() {
    int n = 6;
    NetworkShape wide = new NetworkShape(Domain.categorical(2, 2, 2, 2, 2, 2), 8, 1, true, false);
    float[] some = new float[wide.size()];
    for (int w = 0; w < some.length; w++) {
      some[w] = (float) random.nextGaussian();
    }
    Rows ofWide = Rows.of(wide, new double[][] {{0, 1, 0, 1, 1, 0}, {1, 1, 0, 0, 1, 1}});
    NetworkPass two = new NetworkPass(wide, 2);
    double[][] half = new double[n][n];
    for (int i = 0; i < n; i++) {
      Arrays.fill(half[i], 0.5);
      half[i][i] = 0;
    }
    int graphs = 8;
    GraphSample sample = new GraphSample(n, graphs);
    sample.believe(half);
    sample.draw(graphs, CounterRandom.of(29, "test", 0));
    EdgeGains gains = new EdgeGains(n, graphs, two);
    gains.estimate(sample, half, some, ofWide, new int[] {0, 1}, VariableSet.of(3));
    double[][] losses =
        new GraphLosses(n, graphs, true, two)
            .of(sample, graphs, some, ofWide, new int[] {0, 1}, VariableSet.of(3));
    for (int i = 0; i < n; i++) {
      assertThat(gains.isOpen(i, 3)).isFalse();
      for (int j = 0; j < n; j++) {
        if (i != j && j != 3) {
          double[] sums = new double[2];
          int[] counts = new int[2];
          for (int k = 0; k < graphs; k++) {
            int has = sample.has(k, i, j) ? 1 : 0;
            sums[has] += losses[k][j];
            counts[has]++;
          }
          assertThat(gains.isOpen(i, j)).isEqualTo(counts[0] > 0 && counts[1] > 0);
          if (gains.isOpen(i, j)) {
            double expected = sums[1] / counts[1] - sums[0] / counts[0];
            assertThat(gains.gain(i, j)).isEqualTo(expected, within(1e-12));
          }
        }
      }
    }
  }

  /** Edges of the same graphs are turned, so that what the third variable does cancels. */
  @Test
  void varianceIsFarBelowThatOfThePapersEstimate() {
    EncoBeliefs beliefs = new EncoBeliefs(N, EdgeKnowledge.none(N), state);
    double ours = 0;
    double papers = 0;
    for (int r = 0; r < 200; r++) {
      GraphSample sample = sample(beliefs, 20, r);
      double[][] losses =
          new GraphLosses(N, 20, false, pass)
              .of(sample, 20, weights, rows, BATCH, VariableSet.of(0));
      double with = 0;
      double without = 0;
      int having = 0;
      for (int k = 0; k < 20; k++) {
        having += sample.has(k, 0, 2) ? 1 : 0;
        with += sample.has(k, 0, 2) ? losses[k][2] : 0;
        without += sample.has(k, 0, 2) ? 0 : losses[k][2];
      }
      if (having > 0 && having < 20) {
        double exact = gain(0, 2, beliefs);
        ours += square(gains(sample, beliefs, VariableSet.of(0), 20).gain(0, 2) - exact);
        papers += square(with / having - without / (20 - having) - exact);
      }
    }
    assertThat(papers).isPositive();
    assertThat(ours).isLessThan(papers / 2);
  }

  private static double square(double x) {
    return x * x;
  }
}
