// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.trained;

/**
 * One head of a mesa layer (von Oswald et al., arXiv 2309.05858): o_t = Phi_t q_t, where Phi_t
 * solves the least-squares problem from keys to values up to t, with weights gamma^(t - u) and the
 * prior variance lambda gamma^-t. That is linear attention for the queries R_t q_t, with R_0 =
 * lambda I and, by Sherman and Morrison, R_t = (R - R k k^T R / (gamma + k^T R k)) / gamma of R =
 * R_{t-1}.
 *
 * <p>Of all R_t the last alone is kept. The way back recovers the others from it, in doubles: in
 * single precision nothing would be left of digits that gamma + k^T R k, some thousands, has taken.
 */
final class MesaHead implements AttentionHead {

  /** Relative error of R_0 beyond which gradients would not be what they seem. */
  private static final double TOLERANCE = 1e-6;

  private final Lanes queries;
  private final Lanes keys;
  private final double lambda;
  private final double gamma;
  private final SymmetricLanes inverse;
  private final LinearHead linear;

  // Of one step, an entry of the vector per row.
  private final double[][] key;
  private final double[][] product;
  private final double[][] vector;
  private final double[][] other;

  private MesaHead(Lanes queries, Lanes keys, Lanes values, double[] scales, Lanes output) {
    this.queries = queries;
    this.keys = keys;
    this.lambda = scales[0];
    this.gamma = scales[1];
    int size = keys.features();
    int width = keys.width();
    key = new double[size][];
    product = new double[size][width];
    vector = new double[size][];
    other = new double[size][width];
    inverse = SymmetricLanes.diagonal(size, width, lambda);
    Lanes preconditioned = Lanes.zero(size, keys.steps(), width);
    for (int t = 0; t < keys.steps(); t++) {
      absorb(t);
      take(queries, t, vector);
      double[][] result = new double[size][];
      take(preconditioned, t, result);
      inverse.times(vector, result);
    }
    linear = LinearHead.forward(preconditioned, keys, values, gamma, output);
  }

  /** Adds what is read to the output; throws ArithmeticException where keys overflow. */
  static MesaHead forward(
      Lanes queries, Lanes keys, Lanes values, double lambda, double gamma, Lanes output) {
    return new MesaHead(queries, keys, values, new double[] {lambda, gamma}, output);
  }

  /** The last R_t; after the way back the recovered R_0. */
  SymmetricLanes inverse() {
    return inverse;
  }

  /** From R_{t-1} to R_t. */
  private void absorb(int t) {
    take(keys, t, key);
    inverse.times(key, product);
    double[] scale = new double[keys.width()];
    Lanes.dot(scale, key, 0, 1, product, 0, 1, key.length);
    for (int b = 0; b < scale.length; b++) {
      if (!(scale[b] < Double.MAX_VALUE)) {
        throw new ArithmeticException("k^T R k of a mesa layer is " + scale[b]);
      }
      scale[b] = -1 / (gamma + scale[b]);
    }
    inverse.addSquare(scale, product, 1 / gamma);
  }

  /**
   * Gives the gradient in the logarithm of lambda; throws ArithmeticException where R_0 is not it.
   */
  @Override
  public double backward(Lanes byOutput, Lanes byQueries, Lanes byKeys, Lanes byValues) {
    Lanes byPreconditioned = Lanes.zero(keys.features(), keys.steps(), keys.width());
    linear.backward(byOutput, byPreconditioned, byKeys, byValues);
    SymmetricLanes byInverse = SymmetricLanes.diagonal(keys.features(), keys.width(), 0);
    for (int t = keys.steps() - 1; t >= 0; t--) {
      readBack(t, byPreconditioned, byQueries, byInverse);
      release(t, byKeys, byInverse);
    }
    double distance = inverse.distance(lambda);
    if (!(distance <= TOLERANCE * lambda)) {
      throw new ArithmeticException(
          "R_0 of a mesa layer comes back with an error of %s of %s".formatted(distance, lambda));
    }
    return lambda * byInverse.trace();
  }

  /** Through x_t = R_t q_t. */
  private void readBack(int t, Lanes byPreconditioned, Lanes byQueries, SymmetricLanes byInverse) {
    take(byPreconditioned, t, key);
    inverse.times(key, product);
    take(byQueries, t, vector);
    add(vector, product);
    take(queries, t, vector);
    byInverse.addProducts(0.5, key, vector, 1);
  }

  /**
   * From R_t and the gradient A in it to R = R_{t-1} and the gradient in that. With u = R k, s =
   * gamma + k . u, a = A u and c = u . a, the gradient in k is 2 (c u / s - R a) / (gamma s), and
   * in R it is (A - p k^T - k p^T) / gamma, p = (a - c k / (2 s)) / s. From R_t: R_t k = u / s, and
   * s = gamma / (1 - k . R_t k).
   */
  private void release(int t, Lanes byKeys, SymmetricLanes byInverse) {
    take(keys, t, key);
    inverse.times(key, product);
    double[] s = new double[keys.width()];
    Lanes.dot(s, key, 0, 1, product, 0, 1, key.length);
    double[] growth = new double[s.length];
    for (int b = 0; b < s.length; b++) {
      growth[b] = 1 / (1 - s[b]);
      s[b] = gamma * growth[b];
    }
    inverse.addSquare(growth, product, gamma);
    multiply(product, s);
    byInverse.times(product, other);
    double[] c = new double[s.length];
    Lanes.dot(c, product, 0, 1, other, 0, 1, key.length);
    double[][] through = new double[key.length][s.length];
    inverse.times(other, through);
    take(byKeys, t, vector);
    for (int i = 0; i < key.length; i++) {
      for (int b = 0; b < s.length; b++) {
        vector[i][b] += 2 * (c[b] * product[i][b] / s[b] - through[i][b]) / (gamma * s[b]);
        other[i][b] = (other[i][b] - c[b] * key[i][b] / (2 * s[b])) / s[b];
      }
    }
    byInverse.addProducts(-1, other, key, 1 / gamma);
  }

  private static void take(Lanes lanes, int step, double[][] vector) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] = lanes.row(i, step);
    }
  }

  private static void add(double[][] sums, double[][] vectors) {
    for (int i = 0; i < sums.length; i++) {
      for (int b = 0; b < sums[i].length; b++) {
        sums[i][b] += vectors[i][b];
      }
    }
  }

  private static void multiply(double[][] vectors, double[] factors) {
    for (double[] row : vectors) {
      for (int b = 0; b < row.length; b++) {
        row[b] *= factors[b];
      }
    }
  }
}
