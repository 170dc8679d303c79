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
 * <p>It starts from Phi = 0 and R = I / ridge: the paper's lambda is the variance 1 / ridge.
 * Without forgetting Phi is that of ridge regression.
 *
 * <p>As published the prior is forgotten like all else, so that R grows without bound in directions
 * that are not seen for long. Here the prior is {@code renewed}: with each token one direction, in
 * turn, is given back what has been forgotten of its ridge since its last turn, as a pair of k =
 * sqrt(ridge (1 - forgetting^d)) times that unit vector, and v = 0. R then stays below I / (ridge
 * forgetting^(d-1)), and errors of rounding fade; and what is seen is forgotten as it should be,
 * which a bound on the trace of R would prevent. {@link LeastSquares} with a {@link Regression}
 * that forgets keep all of the prior at all times instead, at the cost of solving anew.
 *
 * @param ridge above 0
 * @param forgetting above 0 and at most 1
 * @param renewed whether the prior is renewed; of no consequence without forgetting
 */
public record MesaLayer(double ridge, double forgetting, boolean renewed)
    implements InContextLearner {

  /** Without forgetting. */
  public MesaLayer(double ridge) {
    this(ridge, 1);
  }

  /** With a prior that is renewed. */
  public MesaLayer(double ridge, double forgetting) {
    this(ridge, forgetting, true);
  }

  /** Checks the settings. */
  public MesaLayer {
    if (!(ridge > 0 && ridge < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("ridge must be above 0 and finite: " + ridge);
    }
    if (!(forgetting > 0 && forgetting <= 1)) {
      throw new IllegalArgumentException("forgetting must be above 0 and at most 1: " + forgetting);
    }
  }

  @Override
  public String label() {
    return "rls:"
        + ridge
        + (forgetting < 1 ? ":forgetting-" + forgetting : "")
        + (forgetting < 1 && !renewed ? ":as-published" : "");
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
    double[] numbers = context.numbers;
    double[] u = context.room;
    double[] error = context.more;
    multiply(numbers, at + n * n, n, context.previous, u);
    multiply(numbers, at, n, context.previous, error);
    double along = 0;
    for (int i = 0; i < n; i++) {
      along += context.previous[i] * u[i];
      error[i] = context.token[i] - error[i];
    }
    learn(numbers, at, n, u, error, along, forgetting);
    if (forgetting < 1 && renewed) {
      renew(context, at);
    }
  }

  private static void learn(
      double[] numbers,
      int at,
      int n,
      double[] u,
      double[] error,
      double along,
      double forgetting) {
    double scale = 1 / (forgetting + along);
    double grown = 1 / forgetting;
    int inverse = at + n * n;
    for (int i = 0; i < n; i++) {
      double step = scale * error[i];
      int row = i * n;
      for (int j = 0; j < n; j++) {
        numbers[at + row + j] += step * u[j];
        // u_i u_j first: both triangles then round alike, and R stays symmetric to the bit
        numbers[inverse + row + j] = grown * (numbers[inverse + row + j] - scale * (u[i] * u[j]));
      }
    }
  }

  /** A pair of the direction whose turn it is, and 0. */
  private void renew(TokenContext context, int at) {
    int n = context.dimension;
    int direction = (int) (context.step % n);
    double k = Math.sqrt(ridge * (1 - Math.pow(forgetting, n)));
    double[] numbers = context.numbers;
    double[] u = context.room;
    double[] error = context.more;
    for (int i = 0; i < n; i++) {
      u[i] = numbers[at + n * n + i * n + direction] * k;
      error[i] = -numbers[at + i * n + direction] * k;
    }
    learn(numbers, at, n, u, error, u[direction] * k, 1);
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
