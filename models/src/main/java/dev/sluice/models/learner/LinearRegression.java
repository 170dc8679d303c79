// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.learner;

import java.util.stream.IntStream;

/**
 * A linear-Gaussian mechanism y = b'z + e with z = (1, predictors) and the conjugate
 * normal-inverse-gamma prior: e ~ N(0, s2), b given s2 ~ N(0, s2 / precision I), s2 ~
 * InverseGamma(shape, rate). Its predictive distribution is a Student t (Murphy, "Machine Learning:
 * a Probabilistic Perspective", section 7.6.3).
 *
 * <p>Kept are weight n, means m and centred scatter S of (predictors x, y), and, computed anew at
 * each observation, the posterior. The intercept is taken out by hand, so that nothing cancels far
 * from zero: with c = n precision / (n + precision) the slopes solve (precision I + S_xx + c m m')
 * b = S_xy + c m (mean of y), where every pivot is at least the precision, however much the
 * predictors depend on each other.
 *
 * <p>If the prior tells of outliers, the predictive distribution is mixed with so much of a Cauchy
 * distribution, {@value #WIDE} times as wide, and what is learned of a sample further away than
 * {@value #FAR} times the predictive scale is that it is so far away: a few wild values neither
 * raise an alarm nor hide what comes after them. Of normal samples that is one in 10^9.
 *
 * <p>Layout with p predictors, k = p + 1: {@code [n, means k, scatter k x k, intercept, slopes p,
 * factor p x p, rate]}.
 */
final class LinearRegression implements Mechanism {
  private static final int WIDE = 10;
  private static final int FAR = 6;

  /** With fewer samples the scale is not known well enough to call something far away. */
  private static final int KNOWN = 20;

  private final GaussianPrior prior;
  private final double logUsual;
  private final double logOutliers;
  private final int[] variables;
  private final int p;
  private final int k;
  private final int means;
  private final int scatter;
  private final int intercept;
  private final int slopes;
  private final int factor;
  private final int rate;

  LinearRegression(int variable, long predictors, GaussianPrior prior) {
    this.prior = prior;
    logUsual = Math.log1p(-prior.outliers());
    logOutliers = Math.log(prior.outliers());
    variables =
        IntStream.concat(
                IntStream.range(0, Long.SIZE).filter(i -> (predictors >>> i & 1) != 0),
                IntStream.of(variable))
            .toArray();
    k = variables.length;
    p = k - 1;
    means = 1;
    scatter = means + k;
    intercept = scatter + k * k;
    slopes = intercept + 1;
    factor = slopes + p;
    rate = factor + p * p;
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
    double residual = sample[variables[p]] - mean(parameters, at, sample);
    double squaredScale = squaredScale(parameters, at, sample);
    double loss = StudentT.loss(residual, shape(parameters, at) * 2, squaredScale);
    if (prior.outliers() == 0) {
      return loss;
    }
    double usual = logUsual - loss;
    double wild = logOutliers - StudentT.loss(residual, 1, WIDE * WIDE * squaredScale);
    return -Math.max(usual, wild) - Math.log1p(Math.exp(-Math.abs(usual - wild)));
  }

  /** Of the predictive distribution without its few outliers. */
  @Override
  public double entropy(double[] parameters, int at, double[] sample) {
    return StudentT.entropy(shape(parameters, at) * 2, squaredScale(parameters, at, sample));
  }

  /** In units of the predictive scale; what is far away is just so far away. */
  @Override
  public double residual(double[] parameters, int at, double[] sample) {
    double residual = sample[variables[p]] - mean(parameters, at, sample);
    double scaled = residual / Math.sqrt(squaredScale(parameters, at, sample));
    return Math.max(-FAR, Math.min(FAR, scaled));
  }

  @Override
  public void observe(double[] parameters, int at, double[] sample, double memory) {
    CentredMoments.observe(parameters, at, variables, tamed(parameters, at, sample), memory);
    conclude(parameters, at);
  }

  /** The sample, or if y is far away, one that is just so far away. */
  private double[] tamed(double[] parameters, int at, double[] sample) {
    if (prior.outliers() == 0 || parameters[at] < KNOWN) {
      return sample;
    }
    double mean = mean(parameters, at, sample);
    double farthest = FAR * Math.sqrt(squaredScale(parameters, at, sample));
    double residual = sample[variables[p]] - mean;
    if (Math.abs(residual) <= farthest) {
      return sample;
    }
    double[] tamed = sample.clone();
    tamed[variables[p]] = mean + Math.copySign(farthest, residual);
    return tamed;
  }

  @Override
  public void restart(double[] parameters, int at, double evidence) {
    CentredMoments.restart(parameters, at, k, evidence);
    conclude(parameters, at);
  }

  @Override
  public void reframe(double[] parameters, int at, double[] factors, double[] offset) {
    CentredMoments.reframe(parameters, at, variables, factors, offset);
    conclude(parameters, at);
  }

  /** Of the coefficients' posterior means. */
  @Override
  public double distance(double[] from, double[] to, int at) {
    double distance = 0;
    for (int i = at + intercept; i < at + factor; i++) {
      distance += (to[i] - from[i]) * (to[i] - from[i]);
    }
    return distance;
  }

  private double mean(double[] parameters, int at, double[] sample) {
    double sum = parameters[at + intercept];
    for (int i = 0; i < p; i++) {
      sum += parameters[at + slopes + i] * sample[variables[i]];
    }
    return sum;
  }

  private double shape(double[] parameters, int at) {
    return prior.shape() + parameters[at] / 2;
  }

  /**
   * (rate / shape) (1 + z' P^-1 z) with P the precision of the coefficients: of z the intercept's
   * part 1 / (n + precision) and that of the predictors' distance from n / (n + precision) m.
   */
  private double squaredScale(double[] parameters, int at, double[] sample) {
    double n = parameters[at];
    double total = n + prior.precision();
    double[] z = new double[p];
    for (int i = 0; i < p; i++) {
      z[i] = sample[variables[i]] - n / total * parameters[at + means + i];
    }
    SquareMatrices.solveLower(parameters, at + factor, p, z);
    double norm = 1 / total;
    for (double value : z) {
      norm += value * value;
    }
    return parameters[at + rate] / shape(parameters, at) * (1 + norm);
  }

  /** Computes the posterior of b and s2 from the moments. */
  private void conclude(double[] parameters, int at) {
    double n = parameters[at];
    double total = n + prior.precision();
    double shrink = n * prior.precision() / total;
    double y = parameters[at + means + p];
    double[] target = new double[p];
    for (int i = 0; i < p; i++) {
      double mi = parameters[at + means + i];
      for (int j = 0; j <= i; j++) {
        parameters[at + factor + i * p + j] =
            (i == j ? prior.precision() : 0)
                + parameters[at + scatter + i * k + j]
                + shrink * mi * parameters[at + means + j];
      }
      target[i] = parameters[at + scatter + p * k + i] + shrink * mi * y;
    }
    SquareMatrices.cholesky(parameters, at + factor, p, prior.precision());
    SquareMatrices.solveLower(parameters, at + factor, p, target);
    SquareMatrices.solveUpper(parameters, at + factor, p, target);
    double centre = y;
    double penalty = 0;
    for (int i = 0; i < p; i++) {
      parameters[at + slopes + i] = target[i];
      centre -= target[i] * parameters[at + means + i];
      penalty += target[i] * target[i];
    }
    parameters[at + intercept] = n / total * centre;
    parameters[at + rate] =
        prior.rate()
            + (spread(parameters, at) + shrink * centre * centre + prior.precision() * penalty) / 2;
  }

  /** Sum of squares of y less the slopes' part, about its mean: at least 0. */
  private double spread(double[] parameters, int at) {
    double sum = 0;
    for (int i = 0; i < k; i++) {
      double bi = i == p ? 1 : -parameters[at + slopes + i];
      for (int j = 0; j <= i; j++) {
        double bj = j == p ? 1 : -parameters[at + slopes + j];
        sum += (i == j ? 1 : 2) * bi * bj * parameters[at + scatter + i * k + j];
      }
    }
    return Math.max(0, sum);
  }
}
