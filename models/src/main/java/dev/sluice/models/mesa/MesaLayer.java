// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa;

import dev.sluice.models.mesa.solve.Conditioning;

/**
 * The mesa layer as recursive least squares (von Oswald et al., arXiv 2309.05858): with key k, the
 * token before, and value v, the token that has come, by the formula of Sherman and Morrison
 *
 * <pre>
 * u = R k;   g = u / (forgetting + k'u);   e = v - Phi k
 * Phi = Phi + e g';   R = (R - g u') / forgetting;   prediction Phi q, q the token that has come
 * </pre>
 *
 * <p>It starts from Phi = 0 and R = I / ridge: the paper's lambda is the variance 1 / ridge. Without
 * forgetting Phi is that of ridge regression. The prior is forgotten like all else, so that R grows
 * without bound in directions that are not seen for long, until rounding makes it indefinite.
 * Forgetting is therefore capped: it takes place only as far as the trace of R stays within {@code
 * mostVariance} times that of the prior. {@link dev.sluice.models.mesa.solve.ExactRidge} and {@link
 * dev.sluice.models.mesa.solve.ConjugateGradients} with a {@link Regression} that forgets keep the
 * prior instead.
 *
 * @param ridge above 0
 * @param forgetting above 0 and at most 1
 * @param mostVariance 1 or more; infinite if there is no cap
 */
public record MesaLayer(double ridge, double forgetting, double mostVariance)
    implements InContextLearner {

  /** Without forgetting. */
  public MesaLayer(double ridge) {
    this(ridge, 1, 1);
  }

  /** Never less certain than before the first token. */
  public MesaLayer(double ridge, double forgetting) {
    this(ridge, forgetting, 1);
  }

  /** Checks the settings. */
  public MesaLayer {
    if (!(ridge > 0 && ridge < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("ridge must be above 0 and finite: " + ridge);
    }
    if (!(forgetting > 0 && forgetting <= 1)) {
      throw new IllegalArgumentException("forgetting must be above 0 and at most 1: " + forgetting);
    }
    if (!(mostVariance >= 1)) {
      throw new IllegalArgumentException("the most variance must be 1 or more: " + mostVariance);
    }
  }

  @Override
  public String label() {
    return "rls:"
        + ridge
        + (forgetting < 1 ? ":forgetting-" + forgetting : "")
        + (forgetting < 1 && mostVariance != 1 ? ":most-" + mostVariance : "");
  }

  @Override
  public int size(int dimension) {
    return 2 * dimension * dimension;
  }

  @Override
  public void start(double[] numbers, int at, int dimension) {
    int inverse = at + dimension * dimension;
    for (int i = 0; i < dimension; i++) {
      numbers[inverse + i * dimension + i] = 1 / ridge;
    }
  }

  @Override
  public void absorb(TokenContext context, int at) {
    if (context.step == 1) {
      return;
    }
    int n = context.dimension;
    int inverse = at + n * n;
    double[] numbers = context.numbers;
    double[] k = context.previous;
    double[] u = context.room;
    multiply(numbers, inverse, n, k, u);
    double along = 0;
    for (int i = 0; i < n; i++) {
      along += k[i] * u[i];
    }
    double kept = kept(numbers, inverse, n);
    double scale = 1 / (kept + along);
    double[] error = context.more;
    multiply(numbers, at, n, k, error);
    for (int i = 0; i < n; i++) {
      double step = scale * (context.token[i] - error[i]);
      int row = at + i * n;
      for (int j = 0; j < n; j++) {
        numbers[row + j] += step * u[j];
      }
    }
    double grown = 1 / kept;
    for (int i = 0; i < n; i++) {
      int row = inverse + i * n;
      for (int j = 0; j < n; j++) {
        // u_i u_j first: both triangles then round alike, and R stays symmetric to the bit
        numbers[row + j] = grown * (numbers[row + j] - scale * (u[i] * u[j]));
      }
    }
  }

  /** The forgetting that keeps the trace of R within bounds. */
  private double kept(double[] numbers, int inverse, int n) {
    if (forgetting == 1 || mostVariance == Double.POSITIVE_INFINITY) {
      return forgetting;
    }
    double trace = 0;
    for (int i = 0; i < n; i++) {
      trace += numbers[inverse + i * n + i];
    }
    return Math.min(1, Math.max(forgetting, trace * ridge / (n * mostVariance)));
  }

  @Override
  public void predict(TokenContext context, int at, int to) {
    int n = context.dimension;
    double[] prediction = context.room;
    multiply(context.numbers, at, n, context.token, prediction);
    System.arraycopy(prediction, 0, context.numbers, to, n);
  }

  private static void multiply(double[] numbers, int at, int n, double[] vector, double[] product) {
    for (int i = 0; i < n; i++) {
      double sum = 0;
      int row = at + i * n;
      for (int j = 0; j < n; j++) {
        sum += numbers[row + j] * vector[j];
      }
      product[i] = sum;
    }
  }

  /** Of R. */
  @Override
  public Conditioning conditioning(TokenContext context, int at) {
    int n = context.dimension;
    return Conditioning.of(context.numbers, at + n * n, n, 0);
  }
}
