// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

/**
 * How many independent graphs would tell the probability of an edge as precisely as chains do. The
 * variance of the mean over all chains is estimated from the means of equally long batches, whose
 * correlation is summed as long as pairs of it are positive (Geyer 1992, initial monotone
 * sequence), with differences between the chains counted in (Vehtari et al. 2021, equations 3 and
 * 10). Of a probability p, that many independent graphs have a mean of variance p (1 - p) / size.
 */
final class EffectiveSize {
  /** Fewer batches of a chain tell nothing. */
  static final int LEAST_BATCHES = 4;

  private EffectiveSize() {}

  /**
   * The effective number of graphs.
   *
   * @param means by chain and batch, the share of the steps in which the edge was there; equally
   *     many batches of all chains
   * @param most more than which it cannot be: the steps of all chains
   * @return 0 if there are too few batches to tell
   */
  static double of(double[][] means, double most) {
    int chains = means.length;
    int batches = means[0].length;
    if (batches < LEAST_BATCHES) {
      return 0;
    }
    double[] centres = new double[chains];
    double mean = 0;
    for (int chain = 0; chain < chains; chain++) {
      for (double value : means[chain]) {
        centres[chain] += value / batches;
      }
      mean += centres[chain] / chains;
    }
    double variance = varianceOfMean(means, centres, mean);
    double size = mean * (1 - mean) / variance;
    return variance > 0 ? Math.min(most, size) : most;
  }

  /** The estimated variance of the mean over all batches of all chains. */
  private static double varianceOfMean(double[][] means, double[] centres, double mean) {
    int chains = means.length;
    int batches = means[0].length;
    double within = autocovariance(means, centres, 0) * batches / (batches - 1.0);
    double between = 0;
    for (double centre : centres) {
      between += (centre - mean) * (centre - mean) / Math.max(1, chains - 1);
    }
    double total = within * (batches - 1) / batches + between;
    if (total == 0) {
      return 0;
    }
    double sum = 0;
    double before = Double.POSITIVE_INFINITY;
    for (int lag = 0; lag + 1 < batches; lag += 2) {
      double even = lag == 0 ? 1 : correlation(means, centres, lag, within, total);
      double pair = Math.min(before, even + correlation(means, centres, lag + 1, within, total));
      if (!(pair > 0)) {
        break;
      }
      sum += pair;
      before = pair;
    }
    // a pair of lags 0 and 1 that is negative would make the chains better than independent graphs
    double time = Math.max(2 * sum - 1, 1 / Math.log10(10.0 * chains * batches));
    return total * time / ((double) chains * batches);
  }

  private static double correlation(
      double[][] means, double[] centres, int lag, double within, double total) {
    return 1 - (within - autocovariance(means, centres, lag)) / total;
  }

  /** The mean over the chains of their autocovariance, each around its own mean. */
  private static double autocovariance(double[][] means, double[] centres, int lag) {
    double sum = 0;
    for (int chain = 0; chain < means.length; chain++) {
      double[] values = means[chain];
      double own = 0;
      for (int batch = 0; batch + lag < values.length; batch++) {
        own += (values[batch] - centres[chain]) * (values[batch + lag] - centres[chain]);
      }
      sum += own / values.length;
    }
    return sum / means.length;
  }
}
