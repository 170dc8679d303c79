// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa;

import java.util.List;

/**
 * A layer of causal linear self-attention without softmax, as formulas have it and with weights
 * given: e_t + sum over heads of V (sum over i up to t of e_i (K e_i)') Q e_t (von Oswald et al.,
 * arXiv 2309.05858, equation 2; V is their product of P and W_v). Immutable.
 *
 * @param heads one or more
 * @param clip entries of what comes out are clipped to so far from 0; infinite if they are not
 */
record LinearAttention(List<Head> heads, double clip) {

  /**
   * Weights of a head, for tokens of n entries.
   *
   * @param query Q, key size x n
   * @param key K, key size x n
   * @param value V, n x n
   */
  public record Head(double[][] query, double[][] key, double[][] value) {}

  /** Copies the list of heads. */
  public LinearAttention {
    heads = List.copyOf(heads);
  }

  /**
   * The weights of proposition 1: on {@link #constructed} tokens, what comes out in the first slot
   * is what it held and rate times the sum of (s_i - initial s_{i-1}) s_{i-1}' s_t: one step of
   * gradient descent from the initial weights, if the slot held their prediction.
   *
   * @param initial d x d
   */
  public static LinearAttention gradientStep(double rate, double[][] initial) {
    int d = initial.length;
    double[][] query = new double[d][4 * d];
    double[][] key = new double[d][4 * d];
    double[][] value = new double[4 * d][4 * d];
    for (int i = 0; i < d; i++) {
      query[i][d + i] = 1;
      key[i][3 * d + i] = 1;
      value[i][2 * d + i] = rate;
      for (int j = 0; j < d; j++) {
        value[i][3 * d + j] = -rate * initial[i][j];
      }
    }
    return new LinearAttention(List.of(new Head(query, key, value)), Double.POSITIVE_INFINITY);
  }

  /**
   * Tokens of four slots of d entries: the prediction of initial weights, s_t twice, and s_{t-1},
   * which is 0 for the first.
   *
   * @param tokens length x d
   * @return length x 4 d
   */
  public static double[][] constructed(double[][] tokens, double[][] initial) {
    int d = initial.length;
    double[][] constructed = new double[tokens.length][4 * d];
    for (int t = 0; t < tokens.length; t++) {
      System.arraycopy(product(initial, tokens[t]), 0, constructed[t], 0, d);
      System.arraycopy(tokens[t], 0, constructed[t], d, d);
      System.arraycopy(tokens[t], 0, constructed[t], 2 * d, d);
      if (t > 0) {
        System.arraycopy(tokens[t - 1], 0, constructed[t], 3 * d, d);
      }
    }
    return constructed;
  }

  /**
   * The forward pass.
   *
   * @param tokens length x n
   * @return length x n, in arrays of the caller's own
   */
  public double[][] apply(double[][] tokens) {
    double[][] result = new double[tokens.length][];
    for (int t = 0; t < tokens.length; t++) {
      result[t] = tokens[t].clone();
    }
    heads.forEach(head -> add(head, tokens, result));
    for (double[] token : result) {
      for (int i = 0; i < token.length; i++) {
        token[i] = Math.max(-clip, Math.min(clip, token[i]));
      }
    }
    return result;
  }

  /** By the sum of V e_i (K e_i)', which costs the same at every step. */
  private static void add(Head head, double[][] tokens, double[][] result) {
    double[][] sum = new double[head.value().length][head.key().length];
    for (int t = 0; t < tokens.length; t++) {
      double[] key = product(head.key(), tokens[t]);
      double[] value = product(head.value(), tokens[t]);
      for (int i = 0; i < value.length; i++) {
        for (int j = 0; j < key.length; j++) {
          sum[i][j] += value[i] * key[j];
        }
      }
      double[] read = product(sum, product(head.query(), tokens[t]));
      for (int i = 0; i < read.length; i++) {
        result[t][i] += read[i];
      }
    }
  }

  private static double[] product(double[][] matrix, double[] vector) {
    double[] product = new double[matrix.length];
    for (int i = 0; i < product.length; i++) {
      for (int j = 0; j < vector.length; j++) {
        product[i] += matrix[i][j] * vector[j];
      }
    }
    return product;
  }
}
