// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.learner;

import java.util.stream.IntStream;

/**
 * A Gaussian distribution of all d variables with the conjugate normal-inverse-Wishart prior: mean
 * given covariance S ~ N(0, S / precision), S ~ InverseWishart(rate I, d + 2 shape). Its predictive
 * distribution is a multivariate Student t (Murphy, "Machine Learning: a Probabilistic
 * Perspective", section 4.6.3).
 *
 * <p>Layout: {@code [n, means d, scatter d x d, Cholesky factor of the posterior scatter d x d]}.
 */
final class JointGaussian implements Mechanism {
  private final GaussianPrior prior;
  private final int[] variables;
  private final int d;
  private final int scatter;
  private final int factor;

  JointGaussian(int d, GaussianPrior prior) {
    this.d = d;
    this.prior = prior;
    variables = IntStream.range(0, d).toArray();
    scatter = 1 + d;
    factor = scatter + d * d;
  }

  @Override
  public int size() {
    return factor + d * d;
  }

  @Override
  public void initialise(double[] parameters, int at) {
    conclude(parameters, at);
  }

  @Override
  public double loss(double[] parameters, int at, double[] sample) {
    double n = parameters[at];
    double[] z = new double[d];
    for (int i = 0; i < d; i++) {
      z[i] = sample[i] - n / (n + prior.precision()) * parameters[at + 1 + i];
    }
    SquareMatrices.solveLower(parameters, at + factor, d, z);
    double norm = 0;
    for (double value : z) {
      norm += value * value;
    }
    return StudentT.loss(
        norm / spread(parameters, at), d, freedom(parameters, at), logDeterminant(parameters, at));
  }

  @Override
  public double entropy(double[] parameters, int at, double[] sample) {
    return StudentT.entropy(d, freedom(parameters, at), logDeterminant(parameters, at));
  }

  @Override
  public void observe(double[] parameters, int at, double[] sample, double memory) {
    CentredMoments.observe(parameters, at, variables, sample, memory);
    conclude(parameters, at);
  }

  @Override
  public void restart(double[] parameters, int at, double evidence) {
    CentredMoments.restart(parameters, at, d, evidence);
    conclude(parameters, at);
  }

  @Override
  public void reframe(double[] parameters, int at, double[] factors, double[] offset) {
    CentredMoments.reframe(parameters, at, variables, factors, offset);
    conclude(parameters, at);
  }

  /** Of the means. */
  @Override
  public double distance(double[] from, double[] to, int at) {
    double distance = 0;
    for (int i = at + 1; i < at + scatter; i++) {
      distance += (to[i] - from[i]) * (to[i] - from[i]);
    }
    return distance;
  }

  /** nu - d + 1 with nu = d + 2 shape + n. */
  private double freedom(double[] parameters, int at) {
    return parameters[at] + 2 * prior.shape() + 1;
  }

  /** What the posterior scatter is multiplied with to give the scale matrix. */
  private double spread(double[] parameters, int at) {
    double precision = prior.precision() + parameters[at];
    return (precision + 1) / (precision * freedom(parameters, at));
  }

  private double logDeterminant(double[] parameters, int at) {
    double sum = d * Math.log(spread(parameters, at));
    for (int i = 0; i < d; i++) {
      sum += 2 * Math.log(parameters[at + factor + i * d + i]);
    }
    return sum;
  }

  /** Computes the posterior scatter, rate I + scatter + c m m', and its factor. */
  private void conclude(double[] parameters, int at) {
    double n = parameters[at];
    double shrink = prior.precision() * n / (prior.precision() + n);
    for (int i = 0; i < d; i++) {
      for (int j = 0; j <= i; j++) {
        parameters[at + factor + i * d + j] =
            (i == j ? prior.rate() : 0)
                + parameters[at + scatter + i * d + j]
                + shrink * parameters[at + 1 + i] * parameters[at + 1 + j];
      }
    }
    SquareMatrices.cholesky(parameters, at + factor, d, prior.rate());
  }
}
