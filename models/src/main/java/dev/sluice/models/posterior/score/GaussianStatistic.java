// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

/**
 * What the Gaussian score remembers of one regime: weight, mean and scatter of its samples.
 * Mutable; a plain object with public fields so that stream engines can keep it as state.
 */
public final class GaussianStatistic {
  /** Samples observed, never forgotten. */
  public long count;

  /** Samples observed, each times what forgetting has left of it: the N of the score. */
  public double weight;

  /** Weighted mean of the d variables. */
  public double[] mean = {};

  /** Weighted sum of (x - mean)(x - mean)': the upper triangle by rows, d(d+1)/2 numbers. */
  public double[] scatter = {};

  /** The value of {@link SufficientStatistics#logRetention} up to which samples are forgotten. */
  public double logRetention;

  /** For serializers; use {@link #empty}. */
  public GaussianStatistic() {}

  /** No samples of {@code dimension} variables. */
  static GaussianStatistic empty(int dimension) {
    GaussianStatistic statistic = new GaussianStatistic();
    statistic.mean = new double[dimension];
    statistic.scatter = new double[dimension * (dimension + 1) / 2];
    return statistic;
  }

  /** Learns one sample. Welford 1962; the rank-1 update costs d(d+1)/2 multiply-adds. */
  void observe(double[] values) {
    double shrink = weight / (weight + 1);
    int cell = 0;
    for (int i = 0; i < mean.length; i++) {
      // S += delta delta' n/(n+1), where delta = x - mean, mean and n before the sample
      double deltaI = shrink * (values[i] - mean[i]);
      for (int j = i; j < mean.length; j++) {
        scatter[cell++] += deltaI * (values[j] - mean[j]);
      }
    }
    weight++;
    count++;
    for (int i = 0; i < mean.length; i++) {
      mean[i] += (values[i] - mean[i]) / weight;
    }
  }

  /** Forgets (a power prior) up to {@code now}, a value of the sum of ln(forgetting). */
  GaussianStatistic retainUntil(double now) {
    if (now != logRetention) {
      double factor = Math.exp(now - logRetention);
      weight *= factor;
      for (int cell = 0; cell < scatter.length; cell++) {
        scatter[cell] *= factor;
      }
      logRetention = now;
    }
    return this;
  }

  /** Counts forgetting from another origin: what was {@code logRetention} is now called this. */
  GaussianStatistic dated(double now) {
    logRetention = now;
    return this;
  }

  /**
   * Learns the samples of {@code other}, forgotten up to the same time. Chan, Golub and LeVeque
   * 1979: S = Sa + Sb + delta delta' Na Nb / N.
   */
  GaussianStatistic absorb(GaussianStatistic other) {
    count += other.count;
    double total = weight + other.weight;
    if (total == 0) {
      return this;
    }
    double share = other.weight / total;
    double shrink = weight * share;
    int cell = 0;
    for (int i = 0; i < mean.length; i++) {
      double deltaI = shrink * (other.mean[i] - mean[i]);
      for (int j = i; j < mean.length; j++) {
        scatter[cell] += other.scatter[cell] + deltaI * (other.mean[j] - mean[j]);
        cell++;
      }
    }
    for (int i = 0; i < mean.length; i++) {
      mean[i] += share * (other.mean[i] - mean[i]);
    }
    weight = total;
    return this;
  }

  GaussianStatistic copy() {
    GaussianStatistic copy = new GaussianStatistic();
    copy.count = count;
    copy.weight = weight;
    copy.mean = mean.clone();
    copy.scatter = scatter.clone();
    copy.logRetention = logRetention;
    return copy;
  }
}
