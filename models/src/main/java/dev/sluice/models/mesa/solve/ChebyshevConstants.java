// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.solve;

/**
 * Constants of {@link Chebyshev} as released with arXiv 2309.05858, by what they were learned for.
 */
@SuppressWarnings("ImmutableEnumChecker") // its arrays are written nowhere and shown to nobody
public enum ChebyshevConstants {
  /** The linear task, to compare with a model of seven layers. */
  LINEAR_7(
      "linear-7",
      0.001,
      new double[] {1.0292, 3.8551, 3.7469, 3.3828, 2.9882, 2.0934},
      new double[] {0, 0.6402, 0.4798, 0.8144, 1.6680, 2.4196}),

  /** The linear task, to compare with a model of three layers. */
  LINEAR_3("linear-3", 0.001, new double[] {1.2316, 8.1996}, new double[] {0, 4.9499}),

  /**
   * The partially observed task. The ridge with which the released losses come out, on one token
   * (2.349 over 50 steps) as on sixteen (1.034), is that of the linear task.
   */
  PARTIAL(
      "partial",
      0.001,
      new double[] {1.0931, 3.1099, 3.1626, 3.0759, 1.9026, 0.2224},
      new double[] {0, 0.7379, 0.1828, 0.7572, 1.2498, 2.2920}),

  /** The nonlinear task. */
  NONLINEAR(
      "nonlinear",
      0.001,
      new double[] {1.0031, 4.0158, 3.8662, 3.3217, 2.7571, 2.1693},
      new double[] {0, 0.5630, 0.5661, 0.9348, 1.5603, 2.4258});

  private final String label;
  private final double ridge;
  private final double[] factors;
  private final double[] momenta;

  ChebyshevConstants(String label, double ridge, double[] factors, double[] momenta) {
    this.label = label;
    this.ridge = ridge;
    this.factors = factors;
    this.momenta = momenta;
  }

  String label() {
    return label;
  }

  double ridge() {
    return ridge;
  }

  int steps() {
    return factors.length;
  }

  double factor(int step) {
    return factors[step];
  }

  double momentum(int step) {
    return momenta[step];
  }
}
