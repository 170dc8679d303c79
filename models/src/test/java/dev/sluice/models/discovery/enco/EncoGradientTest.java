// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.enco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.GraphLosses;
import dev.sluice.models.discovery.GraphSample;
import dev.sluice.models.discovery.LearnerState;
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

class EncoGradientTest {
  private static final int N = 3;
  private static final int GRAPHS = 100;
  private static final int REPEATS = 2000;
  private static final double LAMBDA = 0.004;
  private static final int[] BATCH = {0, 1, 2, 3, 4, 5};

  private final Random random = new Random(19);
  private final NetworkShape shape =
      new NetworkShape(Domain.categorical(3, 4, 2), 8, 1, true, false);
  private final float[] weights = new float[shape.size()];
  private final double[][] draws = new double[BATCH.length][N];
  private final LearnerState state =
      new LearnerState(
          new long[0], new float[0], new float[0], new float[0], new double[EncoBlock.size(N)]);
  private final Rows rows;
  private final NetworkPass pass = new NetworkPass(shape, BATCH.length);

  EncoGradientTest() {
    for (int w = 0; w < weights.length; w++) {
      weights[w] = (float) (0.5 * random.nextGaussian());
    }
    for (double[] draw : draws) {
      draw[0] = random.nextInt(3);
      draw[1] = random.nextInt(4);
      draw[2] = random.nextInt(2);
    }
    rows = Rows.of(shape, draws);
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        state.graph()[EncoBlock.GAMMA.first(N) + i * N + j] = 0.5 * random.nextGaussian();
        double theta = i < j ? random.nextGaussian() : -theta(j, i);
        state.graph()[EncoBlock.THETA.first(N) + i * N + j] = i == j ? 0 : theta;
      }
    }
  }

  /**
   * Equations 4 and 5 with the expectation over all sets of parents, against the mean of 2,000
   * estimates from 100 graphs each: within 4.5 of its standard errors.
   *
   * @param target on which the batch intervenes
   * @param reached mask of the variables on which some batch intervenes
   */
  @ParameterizedTest
  @CsvSource({"0, 7", "1, 7", "2, 7", "0, 1", "1, 2"})
  void isTheExactExpectationOnAverage(int target, int reached) {
    VariableSet targets = VariableSet.of(target);
    EncoBeliefs beliefs = new EncoBeliefs(N, EdgeKnowledge.none(N), state);
    double[][] gamma = new double[REPEATS][];
    double[][] theta = new double[REPEATS][];
    for (int r = 0; r < REPEATS; r++) {
      EncoGradient estimate = estimate(EdgeKnowledge.none(N), targets, reached, r, 1);
      gamma[r] = estimate.gamma().clone();
      theta[r] = estimate.theta().clone();
    }
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        boolean free = i != j && j != target;
        double exists = beliefs.existence(i, j);
        double oriented = beliefs.orientation(i, j);
        double expected =
            free ? exists * (1 - exists) * oriented * (gain(i, j, beliefs) + LAMBDA) : 0;
        assertMean(gamma, i * N + j, expected);
        double both =
            oriented(i, j, beliefs, target, reached) - oriented(j, i, beliefs, target, reached);
        assertMean(theta, i * N + j, both);
      }
    }
  }

  /** Theta's gradient is antisymmetric to the bit, and moves what section 3.3 says. */
  @Test
  void pairsWithTheTargetMoveWholeUnreachedOnesByATenthOthersNotAtAll() {
    EncoGradient estimate = estimate(EdgeKnowledge.none(N), VariableSet.of(0), 1, 0, 1);
    double[][] share = {{0, 1, 1}, {1, 0, 0.1}, {1, 0.1, 0}};
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        assertThat(estimate.share()[i * N + j]).isEqualTo(share[i][j]);
        assertThat(estimate.theta()[i * N + j]).isEqualTo(-estimate.theta()[j * N + i]);
      }
    }
    assertThat(estimate.theta()[N + 2]).isNotZero();
    EncoGradient reached = estimate(EdgeKnowledge.none(N), VariableSet.of(0), 7, 0, 1);
    assertThat(reached.share()[N + 2]).isZero();
    assertThat(reached.theta()[N + 2]).isZero();
  }

  /** Of two targets neither tells about the other, and both about the third. */
  @Test
  void targetsOfOneBatchAreNotJudgedByEachOther() {
    EncoGradient estimate = estimate(EdgeKnowledge.none(N), VariableSet.of(0, 1), 7, 0, 1);
    assertThat(estimate.share()[1]).isZero();
    assertThat(estimate.theta()[1]).isZero();
    assertThat(estimate.gamma()[1]).isZero();
    assertThat(estimate.gamma()[N]).isZero();
    assertThat(estimate.gamma()[2]).isNotZero();
    assertThat(estimate.theta()[2]).isNotZero();
    assertThat(estimate.theta()[N + 2]).isNotZero();
  }

  /** A cost of ln odds is paid once: per draw it is that over their number. */
  @Test
  void oddsAreACostSpreadOverTheDraws() {
    VariableSet[] none = VariableSet.noneOf(N);
    double[] odds = new double[N * N];
    odds[2] = 3; // 0 -> 2
    EdgeKnowledge known = EdgeKnowledge.of(none, none, odds);
    VariableSet target = VariableSet.of(1);
    double without = estimate(EdgeKnowledge.none(N), target, 7, 0, 50).gamma()[2];
    EncoBeliefs beliefs = new EncoBeliefs(N, known, state);
    double exists = beliefs.existence(0, 2);
    double slope = exists * (1 - exists) * beliefs.orientation(0, 2);
    assertThat(estimate(known, target, 7, 0, 50).gamma()[2])
        .isEqualTo(without - slope * 3 / 50, within(1e-15));
    assertThat(estimate(known, target, 7, 0, 5000).gamma()[2])
        .isEqualTo(without - slope * 3 / 5000, within(1e-15));
  }

  @Test
  void knownEdgesHaveNoGradient() {
    VariableSet none = VariableSet.EMPTY;
    EdgeKnowledge known =
        EdgeKnowledge.of(
            new VariableSet[] {none, VariableSet.of(0), none},
            new VariableSet[] {none, none, VariableSet.of(0)},
            new double[N * N]);
    EncoGradient estimate = estimate(known, VariableSet.of(0), 7, 0, 1);
    assertThat(estimate.gamma()[1]).isZero();
    assertThat(estimate.gamma()[2]).isZero();
    assertThat(estimate.theta()[1]).isZero();
  }

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

  private EncoGradient estimate(
      EdgeKnowledge known, VariableSet targets, int reached, int repeat, long count) {
    return estimate(known, targets, reached, repeat, count, GRAPHS);
  }

  private GraphSample sample(EncoBeliefs beliefs, int graphs, int repeat) {
    GraphSample sample = new GraphSample(N, graphs);
    sample.believe(beliefs.matrix(beliefs::edge));
    sample.draw(graphs, CounterRandom.of(23, "test", repeat));
    return sample;
  }

  private EdgeGains gains(
      GraphSample sample, EncoBeliefs beliefs, VariableSet targets, int graphs) {
    EdgeGains gains = new EdgeGains(N, graphs, pass);
    gains.estimate(sample, beliefs.matrix(beliefs::edge), weights, rows, BATCH, targets);
    return gains;
  }

  private EncoGradient estimate(
      EdgeKnowledge known, VariableSet targets, int reached, int repeat, long count, int graphs) {
    EncoBeliefs beliefs = new EncoBeliefs(N, known, state);
    GraphSample sample = sample(beliefs, graphs, repeat);
    EncoGradient gradient = new EncoGradient(N, known);
    gradient.estimate(
        gains(sample, beliefs, targets, graphs),
        beliefs,
        targets,
        VariableSet.ofMask(reached),
        LAMBDA,
        count);
    return gradient;
  }

  /** What i -> j gives in theta_ij, before the other direction is taken off. */
  private double oriented(int i, int j, EncoBeliefs beliefs, int target, int reached) {
    boolean unreached = (reached >> i & 1) == 0 && (reached >> j & 1) == 0;
    if (i == j || j == target || !(i == target || unreached)) {
      return 0;
    }
    double slope = beliefs.orientation(i, j) * (1 - beliefs.orientation(i, j));
    return slope * beliefs.existence(i, j) * gain(i, j, beliefs);
  }

  /** E[L_j with i] - E[L_j without i], over whether the third variable is a parent as well. */
  private double gain(int i, int j, EncoBeliefs beliefs) {
    int third = N - i - j;
    double belief = beliefs.edge(third, j);
    long also = 1L << third;
    return belief * (loss(j, 1L << i | also) - loss(j, also))
        + (1 - belief) * (loss(j, 1L << i) - loss(j, 0));
  }

  private double loss(int j, long parents) {
    pass.load(weights, j, rows, BATCH);
    pass.beginCommon(new long[1]);
    pass.addFurther(new long[] {parents});
    return pass.meanLoss();
  }

  private double theta(int i, int j) {
    return state.graph()[EncoBlock.THETA.first(N) + i * N + j];
  }

  private static void assertMean(double[][] estimates, int entry, double expected) {
    double sum = 0;
    double squares = 0;
    for (double[] estimate : estimates) {
      sum += estimate[entry];
      squares += estimate[entry] * estimate[entry];
    }
    double mean = sum / REPEATS;
    double variance = Math.max(0, squares / REPEATS - mean * mean);
    double error = Math.sqrt(variance / REPEATS);
    assertThat(mean).as("entry %d", entry).isEqualTo(expected, within(4.5 * error + 1e-8));
  }
}
