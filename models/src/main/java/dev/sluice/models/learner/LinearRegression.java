// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.learner;

import java.util.stream.IntStream;

/**
 * A linear-Gaussian mechanism y = b'z + e with z = (1, predictors) and the conjugate
 * normal-inverse-gamma prior: e ~ N(0, s2), b given s2 ~ N(0, s2 I), s2 ~ InverseGamma(1, 1). Its
 * predictive distribution is a Student t (Murphy, "Machine Learning: a Probabilistic Perspective",
 * section 7.6.3).
 *
 * <p>Kept are weight, means and centred scatter of (predictors, y), which stay exact far from zero,
 * and, computed anew at each observation, the posterior: mean of b, Cholesky factor of its
 * precision, rate of s2. The prior is data of mean and scale one: variables of other scales are
 * better standardised.
 *
 * <p>Layout with p predictors, k = p + 1: {@code [n, means k, scatter k x k, mean of b k, factor k
 * x k, rate]}.
 */
final class LinearRegression implements Mechanism {
  private static final double PRECISION = 1;
  private static final double SHAPE = 1;
  private static final double RATE = 1;

  private final int[] variables;
  private final int k;
  private final int means;
  private final int scatter;
  private final int weights;
  private final int factor;
  private final int rate;

  LinearRegression(int variable, long predictors) {
    variables =
        IntStream.concat(
                IntStream.range(0, Long.SIZE).filter(i -> (predictors >>> i & 1) != 0),
                IntStream.of(variable))
            .toArray();
    k = variables.length;
    means = 1;
    scatter = means + k;
    weights = scatter + k * k;
    factor = weights + k;
    rate = factor + k * k;
  }

  @Override
  public int size() {
    return rate + 1;
  }

  @Override
  public void initialise(double[] parameters, int at) {
    conclude(parameters, at);
  }

  @Override
  public double loss(double[] parameters, int at, double[] sample) {
    double residual = sample[variables[k - 1]] - mean(parameters, at, sample);
    return StudentT.loss(residual, shape(parameters, at) * 2, squaredScale(parameters, at, sample));
  }

  @Override
  public double entropy(double[] parameters, int at, double[] sample) {
    return StudentT.entropy(shape(parameters, at) * 2, squaredScale(parameters, at, sample));
  }

  @Override
  public void observe(double[] parameters, int at, double[] sample, double memory) {
    CentredMoments.observe(parameters, at, variables, sample, memory);
    conclude(parameters, at);
  }

  @Override
  public void restart(double[] parameters, int at, double evidence) {
    CentredMoments.restart(parameters, at, k, evidence);
    conclude(parameters, at);
  }

  /** Of the coefficients' posterior means. */
  @Override
  public double distance(double[] from, double[] to, int at) {
    double distance = 0;
    for (int i = at + weights; i < at + factor; i++) {
      distance += (to[i] - from[i]) * (to[i] - from[i]);
    }
    return distance;
  }

  private double mean(double[] parameters, int at, double[] sample) {
    double sum = parameters[at + weights];
    for (int i = 1; i < k; i++) {
      sum += parameters[at + weights + i] * sample[variables[i - 1]];
    }
    return sum;
  }

  private static double shape(double[] parameters, int at) {
    return SHAPE + parameters[at] / 2;
  }

  /** (rate / shape) (1 + z' P^-1 z) with P the precision of b. */
  private double squaredScale(double[] parameters, int at, double[] sample) {
    double[] z = new double[k];
    z[0] = 1;
    for (int i = 1; i < k; i++) {
      z[i] = sample[variables[i - 1]];
    }
    SquareMatrices.solveLower(parameters, at + factor, k, z);
    double norm = 0;
    for (double value : z) {
      norm += value * value;
    }
    return parameters[at + rate] / shape(parameters, at) * (1 + norm);
  }

  /** Computes the posterior of b and s2 from the moments. */
  private void conclude(double[] parameters, int at) {
    double n = parameters[at];
    double[] target = new double[k];
    double y = parameters[at + means + k - 1];
    for (int i = 0; i < k; i++) {
      double zi = i == 0 ? 1 : parameters[at + means + i - 1];
      for (int j = 0; j <= i; j++) {
        double zj = j == 0 ? 1 : parameters[at + means + j - 1];
        double centred = j == 0 ? 0 : parameters[at + scatter + (i - 1) * k + j - 1];
        parameters[at + factor + i * k + j] = (i == j ? PRECISION : 0) + centred + n * zi * zj;
      }
      target[i] = (i == 0 ? 0 : parameters[at + scatter + (k - 1) * k + i - 1]) + n * zi * y;
    }
    SquareMatrices.cholesky(parameters, at + factor, k);
    SquareMatrices.solveLower(parameters, at + factor, k, target);
    SquareMatrices.solveUpper(parameters, at + factor, k, target);
    System.arraycopy(target, 0, parameters, at + weights, k);
    parameters[at + rate] = RATE + leastSquares(parameters, at, n) / 2;
  }

  /** Sum of squared residuals and penalties at the posterior mean: each summand at least 0. */
  private double leastSquares(double[] parameters, int at, double n) {
    double[] b = new double[k]; // signed coefficients of (predictors, y) in the residual
    double offset = -parameters[at + weights];
    double penalty = parameters[at + weights] * parameters[at + weights];
    for (int i = 0; i < k; i++) {
      b[i] = i == k - 1 ? 1 : -parameters[at + weights + i + 1];
      offset += b[i] * parameters[at + means + i];
      penalty += i == k - 1 ? 0 : b[i] * b[i];
    }
    double spread = 0;
    for (int i = 0; i < k; i++) {
      for (int j = 0; j <= i; j++) {
        spread += (i == j ? 1 : 2) * b[i] * b[j] * parameters[at + scatter + i * k + j];
      }
    }
    return Math.max(0, spread) + n * offset * offset + PRECISION * penalty;
  }
}
