// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.solve;

/**
 * Conjugate gradients on (H + ridge I) x = z, cut off after so many steps: what MesaNet (arXiv
 * 2506.05233) does for each token, its ridge fixed while H is forgotten. Cut off with a small ridge
 * it is worse than predicting nothing: the residual is therefore always told, computed anew.
 *
 * @param steps 0 or more; with as many as unknowns the solution is exact but for rounding
 * @param ridge above 0; MesaNet's is at least 0.25
 * @param scaledStart whether x starts as z over the diagonal of H + ridge I, as MesaNet's does, and
 *     else as 0
 */
public record ConjugateGradients(int steps, double ridge, boolean scaledStart)
    implements Preconditioner {

  /** Squared, what of z rounding leaves of a residual: steps beyond would divide nothing by it. */
  private static final double CONVERGED = 0x1p-104;

  /** Starts as MesaNet does. */
  public ConjugateGradients(int steps, double ridge) {
    this(steps, ridge, true);
  }

  /** Checks steps and ridge. */
  public ConjugateGradients {
    Checks.notNegative("steps", steps);
    Checks.positive("ridge", ridge);
  }

  @Override
  public String label() {
    return "mesanet:" + steps + ":" + ridge + (scaledStart ? "" : ":from-0");
  }

  @Override
  public double apply(double[] h, int at, int n, double[] z, double[] x, Workspace workspace) {
    double[] residual = workspace.one;
    double[] direction = workspace.two;
    double[] product = workspace.three;
    for (int i = 0; i < n; i++) {
      x[i] = scaledStart ? z[i] / (h[at + i * n + i] + ridge) : 0;
    }
    SymmetricMatrices.product(h, at, n, ridge, x, product);
    for (int i = 0; i < n; i++) {
      residual[i] = z[i] - product[i];
      direction[i] = residual[i];
    }
    double squares = SymmetricMatrices.dot(residual, residual, n);
    double converged = CONVERGED * SymmetricMatrices.dot(z, z, n);
    for (int k = 0; k < steps && squares > converged; k++) {
      SymmetricMatrices.product(h, at, n, ridge, direction, product);
      double length = squares / SymmetricMatrices.dot(direction, product, n);
      for (int i = 0; i < n; i++) {
        x[i] += length * direction[i];
        residual[i] -= length * product[i];
      }
      double before = squares;
      squares = SymmetricMatrices.dot(residual, residual, n);
      for (int i = 0; i < n; i++) {
        direction[i] = residual[i] + squares / before * direction[i];
      }
    }
    return SymmetricMatrices.residual(h, at, n, ridge, z, x, product);
  }
}
