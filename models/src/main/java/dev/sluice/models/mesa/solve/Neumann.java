// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.solve;

/**
 * The Neumann series cut off: with A = (H + ridge I) / norm, x_0 = z, x_{k+1} = (I - A) x_k + z,
 * and x = x_steps / norm (von Oswald et al., arXiv 2309.05858, proposition 2; a layer is a step).
 * The norm is the spectral one, the smallest with which the series is sure to converge.
 *
 * @param steps 0 or more
 * @param ridge 0 or more
 */
public record Neumann(int steps, double ridge) implements Preconditioner {

  /** Checks steps and ridge. */
  public Neumann {
    Checks.notNegative("steps", steps);
    Checks.notNegative("ridge", ridge);
  }

  @Override
  public String label() {
    return "neumann:" + steps + ":" + ridge;
  }

  @Override
  public double apply(double[] h, int at, int n, double[] z, double[] x, Workspace workspace) {
    double norm = SymmetricMatrices.spectralNorm(h, at, n, ridge, workspace);
    double scale = norm == 0 ? 0 : 1 / norm;
    double[] product = workspace.one;
    System.arraycopy(z, 0, x, 0, n);
    for (int k = 0; k < steps; k++) {
      SymmetricMatrices.product(h, at, n, ridge, x, product);
      for (int i = 0; i < n; i++) {
        x[i] += z[i] - scale * product[i];
      }
    }
    for (int i = 0; i < n; i++) {
      x[i] *= scale;
    }
    return SymmetricMatrices.residual(h, at, n, ridge, z, x, product);
  }
}
