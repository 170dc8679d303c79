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

  private EncoGradient estimate(
      EdgeKnowledge known, VariableSet targets, int reached, int repeat, long count) {
    EncoBeliefs beliefs = new EncoBeliefs(N, known, state);
    GraphSample sample = new GraphSample(N, GRAPHS);
    sample.believe(beliefs.matrix(beliefs::edge));
    sample.draw(GRAPHS, CounterRandom.of(23, "test", repeat));
    double[][] losses =
        new GraphLosses(N, GRAPHS, false, pass).of(sample, GRAPHS, weights, rows, BATCH, targets);
    EncoGradient gradient = new EncoGradient(N, known);
    gradient.estimate(
        sample, GRAPHS, losses, beliefs, targets, VariableSet.ofMask(reached), LAMBDA, count);
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
