// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.solve;

/**
 * What von Oswald et al. (arXiv 2309.05858, proposition 2) call Chebyshev iterations, with a factor
 * and a momentum per step. As their program has it: with A = (H + ridge I) / Frobenius norm,
 *
 * <pre>
 * term_0 = x_0 = z;   term_{k+1} = (I - factor_k A) term_k
 * x_{k+1} = x_k + term_{k+1} + momentum_k (x_k - x_{k-1});   x = x_steps / norm
 * </pre>
 *
 * <p>The published constants were learned by gradient descent on the loss of predictions, and are
 * not those of Chebyshev's polynomials; nothing says that this converges where they were not
 * learned.
 *
 * @param constants factors and momenta
 * @param ridge 0 or more
 */
public record Chebyshev(ChebyshevConstants constants, double ridge) implements Preconditioner {

  /** With the ridge that the constants were learned with. */
  public Chebyshev(ChebyshevConstants constants) {
    this(constants, constants.ridge());
  }

  /** Checks the ridge. */
  public Chebyshev {
    Checks.notNegative("ridge", ridge);
  }

  @Override
  public String label() {
    return "chebyshev:" + constants.label() + (ridge == constants.ridge() ? "" : ":" + ridge);
  }

  @Override
  public double apply(double[] h, int at, int n, double[] z, double[] x, Workspace workspace) {
    double norm = SymmetricMatrices.frobeniusNorm(h, at, n, ridge);
    double scale = norm == 0 ? 0 : 1 / norm;
    double[] term = workspace.one;
    double[] product = workspace.two;
    double[] last = workspace.three;
    System.arraycopy(z, 0, term, 0, n);
    System.arraycopy(z, 0, x, 0, n);
    System.arraycopy(z, 0, last, 0, n);
    for (int k = 0; k < constants.steps(); k++) {
      SymmetricMatrices.product(h, at, n, ridge, term, product);
      double factor = constants.factor(k) * scale;
      double momentum = constants.momentum(k);
      for (int i = 0; i < n; i++) {
        term[i] -= factor * product[i];
        double moved = x[i] - last[i];
        last[i] = x[i];
        x[i] += term[i] + momentum * moved;
      }
    }
    for (int i = 0; i < n; i++) {
      x[i] *= scale;
    }
    return SymmetricMatrices.residual(h, at, n, ridge, z, x, product);
  }
}
