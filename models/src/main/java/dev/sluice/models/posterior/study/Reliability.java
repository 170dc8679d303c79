// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.study;

import dev.sluice.models.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;

/**
 * Whether what was given a probability happened as often: of edges, of which each was either there
 * or not.
 *
 * <p>The expected calibration error is the mean over predictions of |share that happened - mean
 * probability| of the {@value #BINS} equally wide bins that they are in. The randomised probability
 * integral transform of an indicator with P(1) = p is uniform on [0, 1 - p] if it was 0 and on [1 -
 * p, 1] if it was 1: uniform on [0, 1] altogether if p is right. Czado, Gneiting and Held 2009. It
 * is taken of one pair of nodes from each experiment, drawn at random, since pairs of one
 * experiment depend on each other; Kolmogorov and Smirnov's test then says how odd its distance
 * from the uniform law is.
 */
public final class Reliability {
  /** Bins of probabilities. */
  public static final int BINS = 10;

  private final double[] probabilities = new double[BINS];
  private final long[] happened = new long[BINS];
  private final long[] predicted = new long[BINS];
  private final List<Double> transforms = new ArrayList<>();

  /**
   * Adds an experiment.
   *
   * @param edges d x d, [i][j] = P(i -> j)
   * @param truth d x d, whether the edge is there
   * @param seed of what is drawn
   */
  void add(double[][] edges, boolean[][] truth, long seed) {
    UniformRandomProvider random = KeyedRandom.of(seed, "probability integral transform");
    int d = edges.length;
    int from = random.nextInt(d);
    int to = (from + 1 + random.nextInt(d - 1)) % d;
    double uniform = random.nextDouble();
    double absent = 1 - edges[from][to];
    transforms.add(truth[from][to] ? absent + uniform * edges[from][to] : uniform * absent);
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        if (i != j) {
          add(edges[i][j], truth[i][j]);
        }
      }
    }
  }

  private void add(double probability, boolean holds) {
    int bin = Math.min(BINS - 1, (int) (probability * BINS));
    probabilities[bin] += probability;
    predicted[bin]++;
    happened[bin] += holds ? 1 : 0;
  }

  /** Predictions in a bin. */
  public long predicted(int bin) {
    return predicted[bin];
  }

  /** The mean probability of a bin's predictions; NaN if it has none. */
  public double meanProbability(int bin) {
    return probabilities[bin] / predicted[bin];
  }

  /** The share of a bin's predictions that happened; NaN if it has none. */
  public double share(int bin) {
    return (double) happened[bin] / predicted[bin];
  }

  /** The expected calibration error. */
  public double calibrationError() {
    double error = 0;
    long all = 0;
    for (int bin = 0; bin < BINS; bin++) {
      error += Math.abs(happened[bin] - probabilities[bin]);
      all += predicted[bin];
    }
    return error / all;
  }

  /** The p-value of the transforms' distance from the uniform law. */
  public double uniformity() {
    double[] values = transforms.stream().mapToDouble(Double::doubleValue).toArray();
    return KolmogorovSmirnovTest.withDefaults().test(values, x -> x).getPValue();
  }
}
