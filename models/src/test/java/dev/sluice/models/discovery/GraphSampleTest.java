// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.random.CounterRandom;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphSampleTest {
  private static final CounterRandom RANDOM = CounterRandom.of(3, "test");

  /** Numbers of variables that fill words, or not, in pairs, or not. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 63, 64, 65, 70})
  void anEdgeIsThereAsOftenAsItIsBelieved(int n) {
    int graphs = 2000;
    double[][] beliefs = beliefs(n);
    GraphSample sample = new GraphSample(n, graphs);
    sample.believe(beliefs);
    sample.draw(graphs, RANDOM);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        int count = 0;
        for (int k = 0; k < graphs; k++) {
          count += sample.has(k, i, j) ? 1 : 0;
        }
        double belief = beliefs[i][j];
        // exact at 0 and 1; 4,900 edges at most, so 5 standard errors are not crossed by chance
        double error = 5 * Math.sqrt(belief * (1 - belief) / graphs);
        assertThat((double) count / graphs).isEqualTo(belief, within(error));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 70})
  void edgesAreDrawnApart(int n) {
    int graphs = 2000;
    double[][] half = new double[n][n];
    for (double[] row : half) {
      Arrays.fill(row, 0.5);
    }
    GraphSample sample = new GraphSample(n, graphs);
    sample.believe(half);
    sample.draw(graphs, RANDOM);
    int same = 0;
    for (int k = 0; k < graphs; k++) {
      same += sample.has(k, 0, 1) == sample.has(k, 1, 1) ? 1 : 0;
      same += sample.has(k, n - 1, 0) == sample.has(k, n - 1, 2) ? 1 : 0;
    }
    assertThat(same / (2.0 * graphs)).isEqualTo(0.5, within(5 * Math.sqrt(0.25 / (2 * graphs))));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 65})
  void howManyAreDrawnChangesNoneOfThem(int n) {
    GraphSample few = new GraphSample(n, 3);
    GraphSample many = new GraphSample(n, 11);
    few.believe(beliefs(n));
    many.believe(beliefs(n));
    few.draw(3, RANDOM);
    many.draw(11, RANDOM);
    assertThat(Arrays.copyOf(many.masks(), few.masks().length)).isEqualTo(few.masks());
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 70})
  void mirroredGraphsDifferInFreeEdgesOutOfTheSources(int n) {
    double[][] beliefs = beliefs(n);
    VariableSet sources = VariableSet.of(2, n - 1);
    GraphSample sample = new GraphSample(n, 6);
    sample.believe(beliefs);
    sample.draw(6, RANDOM);
    sample.mirror(6, sources);
    for (int k = 0; k < 3; k++) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          boolean turned = sources.contains(i) && beliefs[i][j] > 0 && beliefs[i][j] < 1;
          assertThat(sample.has(k, i, j) != sample.has(3 + k, i, j)).isEqualTo(turned);
        }
      }
    }
  }

  /** Of all kinds, with 0 and 1 among them; the diagonal is 0. */
  private static double[][] beliefs(int n) {
    double[] kinds = {0, 1, 0.5, 0.02, 0.9, 0.25};
    double[][] beliefs = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        beliefs[i][j] = i == j ? 0 : kinds[(3 * i + 5 * j) % kinds.length];
      }
    }
    return beliefs;
  }
}
