// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.solve;

/**
 * x = (H + ridge I)^-1 z by Cholesky: ridge regression, and least squares with a prior variance 1 /
 * ridge of each weight. With forgetting in H this is the form that stays well: the ridge is not
 * forgotten, so that no direction that has not been seen for long loses its prior (compare {@link
 * ConjugateGradients}).
 *
 * @param ridge above 0
 */
public record ExactRidge(double ridge) implements Preconditioner {

  /** Checks the ridge. */
  public ExactRidge {
    Checks.positive("ridge", ridge);
  }

  @Override
  public String label() {
    return "ridge:" + ridge;
  }

  @Override
  public double apply(double[] h, int at, int n, double[] z, double[] x, Workspace workspace) {
    SymmetricMatrices.factor(h, at, n, ridge, workspace.matrix);
    System.arraycopy(z, 0, x, 0, n);
    SymmetricMatrices.solve(workspace.matrix, n, x);
    return Double.NaN;
  }
}
