// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import java.util.Random;

/** Data for tests: made by formulas, or simulated with a seed. */
final class Fixture {
  /** Four variables, twelve rows, by formula. */
  static final Domain CONTINUOUS = Domain.continuous(4);

  static final Domain CATEGORICAL = Domain.categorical(2, 2, 3, 2);

  static final int A = 0;
  static final int B = 1;
  static final int C = 2;
  static final int D = 3;

  private static final int ROWS = 12;

  private Fixture() {}

  /** X[t][i] = sin(0.7 (t+1)(i+1)) + (i > 0 ? X[t][i-1]/2 : 0). */
  static double[][] continuousRows() {
    double[][] rows = new double[ROWS][4];
    for (int t = 0; t < ROWS; t++) {
      for (int i = 0; i < 4; i++) {
        rows[t][i] = Math.sin(0.7 * (t + 1) * (i + 1)) + (i > 0 ? 0.5 * rows[t][i - 1] : 0);
      }
    }
    return rows;
  }

  /** Y[t][i] = (3 t^2 + (i+1) t + floor(t/(i+2))) mod (i == 2 ? 3 : 2). */
  static double[][] categoricalRows() {
    double[][] rows = new double[ROWS][4];
    for (int t = 0; t < ROWS; t++) {
      for (int i = 0; i < 4; i++) {
        rows[t][i] = (3 * t * t + (i + 1) * t + t / (i + 2)) % (i == 2 ? 3 : 2);
      }
    }
    return rows;
  }

  /** Row t clamps variable (t mod 5) - 1; -1 is none. */
  static long target(int row) {
    int node = row % 5 - 1;
    return node < 0 ? 0 : 1L << node;
  }

  /** Statistics of the rows, with the fixture's targets or without. */
  static SufficientStatistics observe(Domain domain, double[][] rows, boolean interventional) {
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    for (int t = 0; t < rows.length; t++) {
      statistics.observe(domain, rows[t], VariableSet.ofMask(interventional ? target(t) : 0), 1);
    }
    return statistics;
  }

  /** The fixture of four variables, default prior, uniform over graphs. */
  static Experiment experiment(Domain domain, boolean interventional) {
    double[][] rows = domain.isCategorical() ? categoricalRows() : continuousRows();
    return new Experiment(
        domain, observe(domain, rows, interventional), GraphPrior.uniform(domain.dimension()));
  }

  /**
   * Samples of a chain with shortcuts 0 -> 1 -> 2 ..., i -> i+2, weights around 1, noise of the
   * given standard deviation; every third sample clamps a random variable if interventional.
   */
  static SufficientStatistics simulate(
      int dimension, int samples, double noise, boolean interventional, long seed) {
    Random random = new Random(seed);
    Domain domain = Domain.continuous(dimension);
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    for (int n = 0; n < samples; n++) {
      int target = interventional && n % 3 == 0 ? random.nextInt(dimension) : -1;
      double[] x = new double[dimension];
      for (int i = 0; i < dimension; i++) {
        double parents = (i > 0 ? 0.9 * x[i - 1] : 0) - (i > 1 ? 0.6 * x[i - 2] : 0);
        x[i] = i == target ? random.nextGaussian() : parents + noise * random.nextGaussian();
      }
      statistics.observe(domain, x, VariableSet.ofMask(target < 0 ? 0 : 1L << target), 1);
    }
    return statistics;
  }

  /** Samples in which each variable copies the one before it, but for one time in four. */
  static SufficientStatistics simulate(
      Domain domain, int samples, boolean interventional, long seed) {
    Random random = new Random(seed);
    int[] categories = domain.categories();
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    for (int n = 0; n < samples; n++) {
      int target = interventional && n % 3 == 0 ? random.nextInt(categories.length) : -1;
      double[] x = new double[categories.length];
      for (int i = 0; i < x.length; i++) {
        boolean copies = i > 0 && i != target && random.nextInt(4) > 0;
        x[i] = copies ? x[i - 1] % categories[i] : random.nextInt(categories[i]);
      }
      statistics.observe(domain, x, VariableSet.ofMask(target < 0 ? 0 : 1L << target), 1);
    }
    return statistics;
  }
}
