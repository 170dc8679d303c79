// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.leakage;

import java.util.Arrays;

/**
 * Whether a group of samples was among a site's data, guessed from what the site sent: who can
 * train on data of the same kind makes vectors with and without the group, and takes what is sent
 * for one or the other by the likelihood ratio (Shokri, Stronati, Song and Shmatikov, "Membership
 * inference attacks against machine learning models", S and P 2017; the ratio after Carlini et al.
 * 2022, "Membership Inference Attacks From First Principles", arXiv 2112.03570), here of Gaussians
 * with one variance for each number.
 */
public final class MembershipInference {
  /** Numbers that never vary have no say. */
  private static final double NO_VARIANCE = 1e-24;

  private final double[] middle;
  private final double[] difference;
  private final double[] variance;

  private MembershipInference(double[] middle, double[] difference, double[] variance) {
    this.middle = middle;
    this.difference = difference;
    this.variance = variance;
  }

  /**
   * Learns from vectors that the attacker made.
   *
   * @param with the group, at least 2 vectors of the same length
   * @param without it, at least 2
   * @throws IllegalArgumentException if there are fewer, or lengths differ
   */
  public static MembershipInference fit(double[][] with, double[][] without) {
    if (with.length < 2 || without.length < 2) {
      throw new IllegalArgumentException("at least 2 vectors of either kind are needed");
    }
    int length = with[0].length;
    double[] middle = new double[length];
    double[] difference = new double[length];
    double[] variance = new double[length];
    double[] meanWith = mean(with, length);
    double[] meanWithout = mean(without, length);
    for (int i = 0; i < length; i++) {
      middle[i] = (meanWith[i] + meanWithout[i]) / 2;
      difference[i] = meanWith[i] - meanWithout[i];
      variance[i] =
          (squares(with, i, meanWith[i]) + squares(without, i, meanWithout[i]))
              / (with.length + without.length - 2);
    }
    return new MembershipInference(middle, difference, variance);
  }

  /** Along the direction of the group, whatever varies how much. Larger means rather with it. */
  public double innerProduct(double[] sent) {
    double score = 0;
    for (int i = 0; i < middle.length; i++) {
      score += (sent[i] - middle[i]) * difference[i];
    }
    return score;
  }

  /** Logarithm of the likelihood ratio of with over without. */
  public double logLikelihoodRatio(double[] sent) {
    double score = 0;
    for (int i = 0; i < middle.length; i++) {
      if (variance[i] > NO_VARIANCE) {
        score += (sent[i] - middle[i]) * difference[i] / variance[i];
      }
    }
    return score;
  }

  /**
   * Probability that a vector with the group scores above one without, ties counted half: 1/2 is
   * chance, 1 is certainty.
   *
   * @throws IllegalArgumentException if there is none of one kind, or a score is NaN
   */
  public static double auroc(double[] with, double[] without) {
    if (with.length == 0 || without.length == 0) {
      throw new IllegalArgumentException("no scores of one kind");
    }
    double above = 0;
    for (double a : with) {
      for (double b : without) {
        if (Double.isNaN(a) || Double.isNaN(b)) {
          throw new IllegalArgumentException("a score is NaN");
        }
        above += a > b ? 1 : a == b ? 0.5 : 0;
      }
    }
    return above / with.length / without.length;
  }

  private static double[] mean(double[][] vectors, int length) {
    double[] mean = new double[length];
    for (double[] vector : vectors) {
      if (vector.length != length) {
        throw new IllegalArgumentException(
            "vectors of %d and %d numbers".formatted(length, vector.length));
      }
      Arrays.setAll(mean, i -> mean[i] + vector[i] / vectors.length);
    }
    return mean;
  }

  private static double squares(double[][] vectors, int i, double mean) {
    return Arrays.stream(vectors).mapToDouble(v -> (v[i] - mean) * (v[i] - mean)).sum();
  }
}
