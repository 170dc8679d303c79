// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dcdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.GraphSample;
import dev.sluice.models.discovery.LearnerState;
import dev.sluice.models.discovery.Regime;
import dev.sluice.models.discovery.TrainingData;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.neural.conditional.NetworkPass;
import dev.sluice.models.neural.conditional.NetworkShape;
import dev.sluice.models.neural.conditional.Rows;
import dev.sluice.models.random.CounterRandom;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The mean of many estimates against the derivative of the objective, whose expectation over all
 * graphs is a sum over the sets of parents of three variables. It is linear in each belief, so that
 * central differences are exact.
 */
class DcdiGradientTest {
  private static final int N = 3;
  private static final int REPEATS = 4000;
  private static final int[] BATCH = {0, 1, 2, 3, 4, 5, 6, 7, 8};

  private final Random random = new Random(11);
  private final NetworkShape shape = new NetworkShape(Domain.continuous(N), 8, 1, false, true);
  private final TrainingData data =
      new TrainingData(
          Domain.continuous(N),
          draws(),
          List.of(new Regime(VariableSet.of(1), null, draws()), new Regime(null, "r", draws())));
  private final LearnerState state =
      new LearnerState(
          new long[Layout.counters(N)],
          new float[shape.size()],
          new float[0],
          new float[0],
          new double[Layout.graph(N)]);
  private final DcdiDraws draws = new DcdiDraws(data, 1);
  private final Rows rows = Rows.of(shape, draws.all());
  private final SetDensities set = new SetDensities(draws, new double[N], new double[] {1, 1, 1});
  private final double[][] edges = new double[N][N];
  private final double[] targets = new double[N];

  DcdiGradientTest() {
    new TargetBeliefs(N, state).align(data.interventions());
    for (int w = 0; w < shape.size(); w++) {
      state.weights()[w] = (float) (0.4 * random.nextGaussian());
    }
    for (int j = 0; j < N; j++) {
      state.graph()[Layout.targets(N) + N + j] = random.nextGaussian();
      targets[j] = new TargetBeliefs(N, state).belief(1, j);
      for (int i = 0; i < N; i++) {
        edges[i][j] = i == j ? 0 : 0.2 + 0.6 * random.nextDouble();
      }
    }
  }

  private double[][] draws() {
    double[][] values = new double[3][N];
    for (double[] draw : values) {
      for (int i = 0; i < N; i++) {
        draw[i] = random.nextGaussian();
      }
    }
    return values;
  }

  /** Nats per draw. */
  private double objective() {
    NetworkPass pass = new NetworkPass(shape, 1);
    double sum = 0;
    double[] loss = new double[1];
    for (int draw : BATCH) {
      VariableSet known = draws.targets(draws.regimeOf(draw));
      for (int j = 0; j < N; j++) {
        if (known != null && known.contains(j)) {
          continue;
        }
        double expected = 0;
        for (int mask = 0; mask < 1 << N; mask++) {
          double probability = 1;
          for (int i = 0; i < N; i++) {
            probability *= (mask >> i & 1) != 0 ? edges[i][j] : 1 - edges[i][j];
          }
          if (probability != 0) {
            pass.load(state.weights(), j, rows, new int[] {draw});
            pass.sumParents(new long[] {mask}, 1);
            pass.losses(loss);
            expected += probability * loss[0];
          }
        }
        double target = known == null ? targets[j] : 0;
        sum += (1 - target) * expected + (target == 0 ? 0 : target * set.loss(draw, j));
      }
    }
    return sum / BATCH.length;
  }

  private double slope(double[] array, int place) {
    double value = array[place];
    array[place] = value + 0.1;
    double above = objective();
    array[place] = value - 0.1;
    double below = objective();
    array[place] = value;
    return (above - below) / 0.2;
  }

  @Test
  void isThatOfTheExpectationOverAllGraphs() {
    Mechanisms mechanisms = new Mechanisms(shape, BATCH.length, false, draws, rows, state);
    DcdiPass pass =
        new DcdiPass(N, BATCH.length, draws, mechanisms, set, EdgeKnowledge.none(N), state);
    GraphSample sample = new GraphSample(N, BATCH.length);
    sample.believe(edges);
    double[][] byEdge = new double[N][N];
    double[] byTarget = new double[N];
    double loss = 0;
    double validated = 0;
    for (int r = 0; r < REPEATS; r++) {
      sample.draw(BATCH.length, CounterRandom.of(5, "graphs", r));
      loss += pass.learn(BATCH, sample, CounterRandom.of(5, "flips", r), true) / REPEATS;
      validated += pass.loss(BATCH, sample) / (REPEATS * (double) BATCH.length);
      for (int i = 0; i < N; i++) {
        byTarget[i] += pass.byTarget()[2][i] / REPEATS;
        for (int j = 0; j < N; j++) {
          byEdge[i][j] += pass.byEdge()[i][j] / REPEATS;
        }
      }
    }
    double exact = objective();
    assertThat(loss * N).isCloseTo(exact, within(0.02 * exact));
    assertThat(validated).isCloseTo(exact, within(0.01 * exact));
    double largest = 0;
    for (int i = 0; i < N; i++) {
      assertThat(byTarget[i]).as("target %d", i).isCloseTo(slope(targets, i), within(0.01));
      for (int j = 0; j < N; j++) {
        if (i == j) {
          assertThat(byEdge[i][j]).isZero();
        } else {
          double slope = slope(edges[i], j);
          largest = Math.max(largest, Math.abs(slope));
          assertThat(byEdge[i][j]).as("%d -> %d", i, j).isCloseTo(slope, within(0.015));
        }
      }
    }
    assertThat(largest).isGreaterThan(0.1);
  }
}
