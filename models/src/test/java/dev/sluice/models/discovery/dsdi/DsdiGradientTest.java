// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dsdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.GraphSample;
import dev.sluice.models.discovery.dsdi.DsdiSettings.Credit;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.random.CounterRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DsdiGradientTest {
  private static final int N = 3;
  private static final int GRAPHS = 100_000;
  private static final EdgeKnowledge NOTHING = EdgeKnowledge.none(N);

  private static final double[][] BELIEFS = {{0, .7, .4}, {.2, 0, .55}, {.9, .35, 0}};

  /** A loss for each variable and each of the four sets of its parents. */
  private static double loss(int j, boolean first, boolean second) {
    return 1.1
        + 0.3 * j
        - (first ? 0.4 : 0)
        - (second ? 0.15 * (j + 1) : 0)
        + (first && second ? 0.2 : 0);
  }

  private static int[] others(int j) {
    return new int[] {j == 0 ? 1 : 0, j == 2 ? 1 : 2};
  }

  /** The gradient of - ln E[exp(- loss)] over all sets of parents. */
  private static double exact(int i, int j) {
    int[] parents = others(j);
    double likelihood = 0;
    double sum = 0;
    for (int set = 0; set < 4; set++) {
      double weight = Math.exp(-loss(j, (set & 1) != 0, (set & 2) != 0));
      for (int p = 0; p < 2; p++) {
        double belief = BELIEFS[parents[p]][j];
        weight *= (set >> p & 1) != 0 ? belief : 1 - belief;
      }
      int of = parents[0] == i ? 0 : 1;
      likelihood += weight;
      sum += weight * (BELIEFS[i][j] - (set >> of & 1));
    }
    return sum / likelihood;
  }

  private static GraphSample sample(int graphs, long seed) {
    GraphSample sample = new GraphSample(N, graphs);
    sample.believe(BELIEFS);
    sample.draw(graphs, CounterRandom.of(seed, "test"));
    return sample;
  }

  private static double[][] losses(GraphSample sample, int graphs) {
    double[][] losses = new double[graphs][N];
    for (int k = 0; k < graphs; k++) {
      for (int j = 0; j < N; j++) {
        int[] parents = others(j);
        losses[k][j] = loss(j, sample.has(k, parents[0], j), sample.has(k, parents[1], j));
      }
    }
    return losses;
  }

  private static double[] estimate(Credit credit, VariableSet targets) {
    GraphSample sample = sample(GRAPHS, 1);
    DsdiGradient gradient = new DsdiGradient(N, GRAPHS, NOTHING, credit);
    gradient.begin();
    gradient.add(sample, GRAPHS, losses(sample, GRAPHS), BELIEFS, targets);
    return gradient.end(BELIEFS, 0, 0, 1);
  }

  @ParameterizedTest
  @EnumSource(names = {"LITERAL", "CENTRED"})
  void manyGraphsGiveTheExpectationOverAllSetsOfParents(Credit credit) {
    double[] gradient = estimate(credit, VariableSet.EMPTY);
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        double exact = i == j ? 0 : exact(i, j);
        assertThat(gradient[i * N + j]).as("%d -> %d", i, j).isEqualTo(exact, within(0.005));
      }
    }
    assertThat(Math.abs(exact(0, 1))).isGreaterThan(0.03);
  }

  @Test
  void theCentredFormHasLittleOfTheNoise() {
    double literal = 0;
    double centred = 0;
    for (int seed = 0; seed < 200; seed++) {
      GraphSample sample = sample(20, seed);
      for (Credit credit : new Credit[] {Credit.LITERAL, Credit.CENTRED}) {
        DsdiGradient gradient = new DsdiGradient(N, 20, NOTHING, credit);
        gradient.begin();
        gradient.add(sample, 20, losses(sample, 20), BELIEFS, VariableSet.EMPTY);
        double error = gradient.end(BELIEFS, 0, 0, 1)[1] - exact(0, 1);
        literal += credit == Credit.LITERAL ? error * error : 0;
        centred += credit == Credit.CENTRED ? error * error : 0;
      }
    }
    assertThat(centred).isLessThan(literal / 4);
  }

  /** To first order it is R times that of one graph, so that, over R, the two agree. */
  @Test
  void batchesThatCompeteGiveTheSameDirection() {
    double[] sums = new double[N * N];
    int episodes = 4000;
    DsdiGradient gradient = new DsdiGradient(N, 2, NOTHING, Credit.POOLED);
    for (int e = 0; e < episodes; e++) {
      gradient.begin();
      for (int t = 0; t < 10; t++) {
        GraphSample sample = sample(2, e * 10 + t);
        gradient.add(sample, 2, losses(sample, 2), BELIEFS, VariableSet.EMPTY);
      }
      double[] one = gradient.end(BELIEFS, 0, 0, 1);
      for (int edge = 0; edge < N * N; edge++) {
        sums[edge] += one[edge] / episodes;
      }
    }
    for (int edge : new int[] {1, 2, 3, 5, 6, 7}) {
      double exact = exact(edge / N, edge % N);
      assertThat(sums[edge]).isEqualTo(exact, within(0.3 * Math.abs(exact) + 0.005));
    }
  }

  @ParameterizedTest
  @EnumSource
  void targetsHaveNoEvidence(Credit credit) {
    double[] gradient = estimate(credit, VariableSet.of(1));
    assertThat(gradient[0 * N + 1]).isZero();
    assertThat(gradient[2 * N + 1]).isZero();
    assertThat(gradient[1 * N + 0]).isNotZero();
  }

  /**
   * By hand: two variables, s(gamma) = .6 for 0 -> 1 and .3 for 1 -> 0; one graph has 0 -> 1, the
   * other 1 -> 0. Losses of variable 1 are ln 2 less with its parent, so it weighs 2/3; those of
   * variable 0 do not differ. In the paper gamma_10 is the belief in 0 -> 1: here it is 0 -> 1 that
   * the losses of variable 1 raise.
   */
  @Test
  void rowsAreCausesAndColumnsEffects() {
    double[][] beliefs = {{0, .6}, {.3, 0}};
    GraphSample sample = new GraphSample(2, 2);
    sample.believe(new double[][] {{0, 0}, {0, 0}});
    sample.masks()[sample.place(0, 1)] = 0b01;
    sample.masks()[sample.place(1, 0)] = 0b10;
    double[][] losses = {{0.5, 0.7 - Math.log(2)}, {0.5, 0.7}};
    EdgeKnowledge nothing = EdgeKnowledge.none(2);

    DsdiGradient literal = new DsdiGradient(2, 2, nothing, Credit.LITERAL);
    literal.begin();
    literal.add(sample, 2, losses, beliefs, VariableSet.EMPTY);
    double[] gradient = literal.end(beliefs, 0, 0, 1);
    // 2/3 (.6 - 1) + 1/3 .6; 1/2 .3 + 1/2 (.3 - 1)
    assertThat(gradient[1]).isEqualTo(-0.2 / 3, within(1e-12));
    assertThat(gradient[2]).isEqualTo(-0.2, within(1e-12));

    DsdiGradient centred = new DsdiGradient(2, 2, nothing, Credit.CENTRED);
    centred.begin();
    centred.add(sample, 2, losses, beliefs, VariableSet.EMPTY);
    gradient = centred.end(beliefs, 0, 0, 1);
    // less 1/2 (.6 - 1) + 1/2 .6 = .1
    assertThat(gradient[1]).isEqualTo(-0.2 / 3 - 0.1, within(1e-12));
    assertThat(gradient[2]).isEqualTo(0, within(1e-12));
  }

  @Test
  void costsAreThoseOfSparsityCyclesAndThePrior() {
    double[] logOdds = new double[N * N];
    logOdds[1] = 6;
    EdgeKnowledge knowledge =
        EdgeKnowledge.of(
            VariableSet.noneOf(N),
            new VariableSet[] {VariableSet.of(2), VariableSet.EMPTY, VariableSet.EMPTY},
            logOdds);
    DsdiGradient gradient = new DsdiGradient(N, 1, knowledge, Credit.CENTRED);
    gradient.begin();
    gradient.add(sample(1, 1), 1, new double[1][N], BELIEFS, VariableSet.EMPTY);
    double[] costs = gradient.end(BELIEFS, 0.01, 0.2, 1000).clone();
    // s'(gamma_01) (lambda - ln odds / draws + cycle cost sinh(.7 .2) .2)
    assertThat(costs[1])
        .isEqualTo(.7 * .3 * (0.01 - 0.006 + 0.2 * Math.sinh(.7 * .2) * .2), within(1e-15));
    assertThat(costs[2 * N + 0]).isZero();
    assertThat(costs[0]).isZero();
  }
}
