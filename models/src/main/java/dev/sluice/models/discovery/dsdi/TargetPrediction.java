// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dsdi;

import dev.sluice.models.discovery.GraphLosses;
import dev.sluice.models.discovery.GraphSample;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.neural.conditional.Rows;
import dev.sluice.models.random.CounterRandom;
import java.util.stream.IntStream;

/**
 * Which variable was intervened on: that which draws show to be the least expected, by the networks
 * that know observations alone, under graphs drawn from the beliefs.
 *
 * <p>The authors take the variable of the largest loss. Here it is that whose loss is the most
 * above the one it has on observations: else a variable that is a coin toss is always taken for the
 * target.
 */
final class TargetPrediction {
  private final int n;
  private final DsdiSettings settings;
  private final GraphLosses losses;
  private final GraphSample sample;
  private final long seed;

  TargetPrediction(
      int variables, DsdiSettings settings, GraphLosses losses, GraphSample sample, long seed) {
    n = variables;
    this.settings = settings;
    this.losses = losses;
    this.sample = sample;
    this.seed = seed;
  }

  /**
   * Predicts. The sample believes what is believed.
   *
   * @param rows draws of the intervention: all of them, in batches, as far as the settings go
   * @param observed observations, of which as many are taken
   * @param step number of this step, which the graphs depend on
   */
  int predict(float[] weights, Rows rows, Rows observed, long step) {
    double[] intervened = means(weights, rows, step);
    double[] expected = means(weights, observed, step);
    int target = 0;
    for (int j = 1; j < n; j++) {
      if (intervened[j] - expected[j] > intervened[target] - expected[target]) {
        target = j;
      }
    }
    return target;
  }

  private double[] means(float[] weights, Rows rows, long step) {
    int size = settings.batch();
    int count = (int) Math.min(rows.count(), (long) settings.predictionBatches() * size);
    int graphs = settings.predictionGraphs();
    double[] means = new double[n];
    for (int from = 0; from < count; from += size) {
      int[] draws = IntStream.range(from, Math.min(count, from + size)).toArray();
      sample.draw(graphs, CounterRandom.of(seed, "prediction graphs", step, from / size));
      double[][] ofGraphs = losses.of(sample, graphs, weights, rows, draws, VariableSet.EMPTY);
      for (int k = 0; k < graphs; k++) {
        for (int j = 0; j < n; j++) {
          means[j] += ofGraphs[k][j] * draws.length / ((double) count * graphs);
        }
      }
    }
    return means;
  }
}
