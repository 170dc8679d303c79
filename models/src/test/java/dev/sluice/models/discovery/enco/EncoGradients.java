// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.enco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.GraphSample;
import dev.sluice.models.discovery.LearnerState;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.neural.conditional.NetworkPass;
import dev.sluice.models.neural.conditional.NetworkShape;
import dev.sluice.models.neural.conditional.Rows;
import dev.sluice.models.random.CounterRandom;
import java.util.Random;

/** Estimates of gradients with random networks of three variables, and what they should be. */
abstract class EncoGradients {
  static final int N = 3;
  static final int GRAPHS = 100;
  static final int REPEATS = 2000;
  static final double LAMBDA = 0.004;
  static final int[] BATCH = {0, 1, 2, 3, 4, 5};

  final Random random = new Random(19);
  final NetworkShape shape = new NetworkShape(Domain.categorical(3, 4, 2), 8, 1, true, false);
  final float[] weights = new float[shape.size()];
  final double[][] draws = new double[BATCH.length][N];
  final LearnerState state =
      new LearnerState(
          new long[0], new float[0], new float[0], new float[0], new double[EncoBlock.size(N)]);
  final Rows rows;
  final NetworkPass pass = new NetworkPass(shape, BATCH.length);

  EncoGradients() {
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

  EncoGradient estimate(
      EdgeKnowledge known, VariableSet targets, int reached, int repeat, long count) {
    return estimate(known, targets, reached, repeat, count, GRAPHS);
  }

  GraphSample sample(EncoBeliefs beliefs, int graphs, int repeat) {
    GraphSample sample = new GraphSample(N, graphs);
    sample.believe(beliefs.matrix(beliefs::edge));
    sample.draw(graphs, CounterRandom.of(23, "test", repeat));
    return sample;
  }

  EdgeGains gains(GraphSample sample, EncoBeliefs beliefs, VariableSet targets, int graphs) {
    EdgeGains gains = new EdgeGains(N, graphs, pass);
    gains.estimate(sample, beliefs.matrix(beliefs::edge), weights, rows, BATCH, targets);
    return gains;
  }

  EncoGradient estimate(
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
  double oriented(int i, int j, EncoBeliefs beliefs, int target, int reached) {
    boolean unreached = (reached >> i & 1) == 0 && (reached >> j & 1) == 0;
    if (i == j || j == target || !(i == target || unreached)) {
      return 0;
    }
    double slope = beliefs.orientation(i, j) * (1 - beliefs.orientation(i, j));
    return slope * beliefs.existence(i, j) * gain(i, j, beliefs);
  }

  /** E[L_j with i] - E[L_j without i], over whether the third variable is a parent as well. */
  double gain(int i, int j, EncoBeliefs beliefs) {
    int third = N - i - j;
    double belief = beliefs.edge(third, j);
    long also = 1L << third;
    return belief * (loss(j, 1L << i | also) - loss(j, also))
        + (1 - belief) * (loss(j, 1L << i) - loss(j, 0));
  }

  double loss(int j, long parents) {
    pass.load(weights, j, rows, BATCH);
    pass.beginCommon(new long[1]);
    pass.addFurther(new long[] {parents});
    return pass.meanLoss();
  }

  double theta(int i, int j) {
    return state.graph()[EncoBlock.THETA.first(N) + i * N + j];
  }

  static void assertMean(double[][] estimates, int entry, double expected) {
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
