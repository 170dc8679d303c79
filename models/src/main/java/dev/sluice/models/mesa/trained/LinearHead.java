// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.trained;

/**
 * Linear self-attention: o_t = sum of gamma^(t - u) v_u (k_u . q_t) over u up to t.
 *
 * @param scores gamma^(t - u) k_u . q_t
 */
record LinearHead(Lanes queries, Lanes keys, Lanes values, double gamma, double[][] scores)
    implements AttentionHead {

  /** Adds what is read to the output. */
  static LinearHead forward(Lanes queries, Lanes keys, Lanes values, double gamma, Lanes output) {
    double[][] scores = CausalProducts.scores(queries, keys);
    CausalProducts.forget(scores, queries.steps(), gamma);
    CausalProducts.mix(scores, values, output);
    return new LinearHead(queries, keys, values, gamma, scores);
  }

  @Override
  public double backward(Lanes byOutput, Lanes byQueries, Lanes byKeys, Lanes byValues) {
    double[][] byScores = CausalProducts.scores(byOutput, values);
    CausalProducts.forget(byScores, queries.steps(), gamma);
    CausalProducts.mix(byScores, keys, byQueries);
    CausalProducts.mixBack(byScores, queries, byKeys);
    CausalProducts.mixBack(scores, byOutput, byValues);
    return 0;
  }
}
