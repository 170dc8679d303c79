// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.trained;

/**
 * Softmax attention: o_t = sum of w_tu v_u over u up to t, with weights w_tu proportional to
 * exp(k_u . q_t / sqrt(size)).
 *
 * @param weights w_tu
 */
record SoftmaxHead(Lanes queries, Lanes keys, Lanes values, double[][] weights)
    implements AttentionHead {

  /** Adds what is read to the output. */
  static SoftmaxHead forward(Lanes queries, Lanes keys, Lanes values, Lanes output) {
    int steps = queries.steps();
    double[][] weights = CausalProducts.scores(queries, keys);
    for (int t = 0; t < steps; t++) {
      for (int b = 0; b < queries.width(); b++) {
        normalise(weights, t * steps, t * steps + t + 1, b, scale(queries));
      }
    }
    CausalProducts.mix(weights, values, output);
    return new SoftmaxHead(queries, keys, values, weights);
  }

  private static double scale(Lanes queries) {
    return 1 / Math.sqrt(queries.features());
  }

  /** The largest score is taken off all, so that no exponential overflows. */
  private static void normalise(double[][] scores, int from, int to, int lane, double scale) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      largest = Math.max(largest, scores[i][lane]);
    }
    double sum = 0;
    for (int i = from; i < to; i++) {
      double weight = Math.exp(scale * (scores[i][lane] - largest));
      scores[i][lane] = weight;
      sum += weight;
    }
    for (int i = from; i < to; i++) {
      scores[i][lane] /= sum;
    }
  }

  @Override
  public double backward(Lanes byOutput, Lanes byQueries, Lanes byKeys, Lanes byValues) {
    int steps = queries.steps();
    double[][] byScores = CausalProducts.scores(byOutput, values);
    for (int t = 0; t < steps; t++) {
      throughWeights(byScores, t * steps, t + 1);
    }
    CausalProducts.mix(byScores, keys, byQueries);
    CausalProducts.mixBack(byScores, queries, byKeys);
    CausalProducts.mixBack(weights, byOutput, byValues);
    return 0;
  }

  /** From the gradient in weights to that in scores: w (g - w . g) / sqrt(size). */
  private void throughWeights(double[][] byWeights, int from, int count) {
    double[] mean = new double[queries.width()];
    Lanes.dot(mean, weights, from, 1, byWeights, from, 1, count);
    double scale = scale(queries);
    for (int i = from; i < from + count; i++) {
      double[] gradient = byWeights[i];
      double[] weight = weights[i];
      for (int b = 0; b < gradient.length; b++) {
        gradient[b] = scale * weight[b] * (gradient[b] - mean[b]);
      }
    }
  }
}
