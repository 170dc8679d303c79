// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural;

import dev.sluice.models.domain.Domain;

/**
 * What the outputs of a network for one variable mean: a predictive distribution of that variable.
 * Outputs are a stretch {@code [from, to)} of an array; losses and entropies are in nats.
 */
enum Head {
  /** Logits of the categories. */
  SOFTMAX {
    @Override
    double loss(double[] outputs, int from, int to, double value) {
      return logNormaliser(outputs, from, to) - outputs[from + (int) value];
    }

    @Override
    double entropy(double[] outputs, int from, int to) {
      double logNormaliser = logNormaliser(outputs, from, to);
      double entropy = 0;
      for (int o = from; o < to; o++) {
        double logProbability = outputs[o] - logNormaliser;
        entropy -= Math.exp(logProbability) * logProbability;
      }
      return entropy;
    }

    @Override
    void gradient(double[] outputs, int from, int to, double value, double[] gradient) {
      double logNormaliser = logNormaliser(outputs, from, to);
      for (int o = from; o < to; o++) {
        gradient[o] = Math.exp(outputs[o] - logNormaliser);
      }
      gradient[from + (int) value] -= 1;
    }
  },

  /**
   * Mean and log-variance of a normal distribution. The log-variance is clamped to +-{@value
   * #LOG_VARIANCE_LIMIT}: beyond, its gradient is 0.
   */
  GAUSSIAN {
    @Override
    double loss(double[] outputs, int from, int to, double value) {
      double logVariance = logVariance(outputs, from);
      double residual = value - outputs[from];
      return (LOG_TWO_PI + logVariance + residual * residual * Math.exp(-logVariance)) / 2;
    }

    @Override
    double entropy(double[] outputs, int from, int to) {
      return (LOG_TWO_PI + 1 + logVariance(outputs, from)) / 2;
    }

    @Override
    void gradient(double[] outputs, int from, int to, double value, double[] gradient) {
      double logVariance = logVariance(outputs, from);
      double precision = Math.exp(-logVariance);
      double residual = value - outputs[from];
      gradient[from] = -residual * precision;
      gradient[from + 1] =
          logVariance == outputs[from + 1] ? (1 - residual * residual * precision) / 2 : 0;
    }
  };

  private static final double LOG_TWO_PI = Math.log(2 * Math.PI);
  static final double LOG_VARIANCE_LIMIT = 12;

  /** -ln of the probability or density of {@code value}. */
  abstract double loss(double[] outputs, int from, int to, double value);

  /** The entropy of the distribution, differential for a normal one. */
  abstract double entropy(double[] outputs, int from, int to);

  /** The loss's derivative in each output, at the same place of {@code gradient}. */
  abstract void gradient(double[] outputs, int from, int to, double value, double[] gradient);

  static Head of(Domain domain) {
    return domain.isCategorical() ? SOFTMAX : GAUSSIAN;
  }

  private static double logNormaliser(double[] logits, int from, int to) {
    double max = Double.NEGATIVE_INFINITY;
    for (int o = from; o < to; o++) {
      max = Math.max(max, logits[o]);
    }
    double sum = 0;
    for (int o = from; o < to; o++) {
      sum += Math.exp(logits[o] - max);
    }
    return max + Math.log(sum);
  }

  private static double logVariance(double[] outputs, int from) {
    return Math.max(-LOG_VARIANCE_LIMIT, Math.min(LOG_VARIANCE_LIMIT, outputs[from + 1]));
  }
}
