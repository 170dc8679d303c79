// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

/**
 * The posterior of one linear-Gaussian mechanism, see {@link GaussianMechanisms}. Immutable.
 *
 * <p>Draws are given their randomness, so that many may share it.
 */
public final class GaussianMechanism {
  private final int[] parents;

  /** L of R_S = L L'. */
  private final double[][] factor;

  /** L^-1 R_Sv. */
  private final double[] half;

  private final double residual;
  private final double degrees;
  private final double samples;
  private final double[] parentMeans;
  private final double mean;

  GaussianMechanism(
      int[] parents,
      double[][] factor,
      double[] half,
      double residual,
      double degrees,
      double samples,
      double[] parentMeans,
      double mean) {
    this.parents = parents;
    this.factor = factor;
    this.half = half;
    this.residual = residual;
    this.degrees = degrees;
    this.samples = samples;
    this.parentMeans = parentMeans;
    this.mean = mean;
  }

  /**
   * A regression.
   *
   * @param intercept its mean where all parents are 0
   * @param weights by parent, ascending
   * @param variance of the noise
   */
  public record Regression(double intercept, double[] weights, double variance) {}

  /** Degrees of freedom of the chi-squared variable that {@link #draw} takes. */
  public double degrees() {
    return degrees;
  }

  /** The means of weights and intercept, and r / (degrees - 2), the mean of the variance. */
  public Regression mean() {
    double[] weights = solve(half.clone());
    return new Regression(intercept(weights), weights, residual / Math.max(1, degrees - 2));
  }

  /**
   * A draw.
   *
   * @param chiSquared of {@link #degrees} degrees of freedom
   * @param normals one standard normal number for each parent, and one more
   */
  public Regression draw(double chiSquared, double[] normals) {
    double variance = residual / chiSquared;
    double deviation = Math.sqrt(variance);
    double[] right = new double[parents.length];
    for (int i = 0; i < right.length; i++) {
      right[i] = half[i] + deviation * normals[i];
    }
    double[] weights = solve(right); // L'^-1 (half + sd z) has variance sd^2 R_S^-1
    double noise = deviation / Math.sqrt(samples) * normals[parents.length];
    return new Regression(intercept(weights) + noise, weights, variance);
  }

  /** L'^-1 of a vector, which is overwritten. */
  private double[] solve(double[] right) {
    for (int i = right.length - 1; i >= 0; i--) {
      for (int k = i + 1; k < right.length; k++) {
        right[i] -= factor[k][i] * right[k];
      }
      right[i] /= factor[i][i];
    }
    return right;
  }

  private double intercept(double[] weights) {
    double intercept = mean;
    for (int i = 0; i < weights.length; i++) {
      intercept -= weights[i] * parentMeans[i];
    }
    return intercept;
  }
}
