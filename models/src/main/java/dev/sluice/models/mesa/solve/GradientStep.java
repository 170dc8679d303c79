// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.solve;

/**
 * x = rate z: C x is one step of gradient descent from 0 on the sum of squared errors of all pairs
 * (von Oswald et al., arXiv 2309.05858, proposition 1). The sum grows with the number of pairs, so
 * that one rate is too small early and too large late.
 *
 * @param rate of learning, above 0; 0.032 in the paper's linear task
 */
public record GradientStep(double rate) implements Preconditioner {

  /** Checks the rate. */
  public GradientStep {
    Checks.positive("rate", rate);
  }

  @Override
  public String label() {
    return "gd:" + rate;
  }

  @Override
  public double ridge() {
    return 0;
  }

  @Override
  public double apply(double[] h, int at, int n, double[] z, double[] x, Workspace workspace) {
    for (int i = 0; i < n; i++) {
      x[i] = rate * z[i];
    }
    return Double.NaN;
  }
}
