// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

/** Families of learners: what a mechanism is. */
public enum Learners {
  /**
   * Closed-form Bayesian learners: Dirichlet tables of categorical variables, linear-Gaussian
   * regressions (normal-inverse-gamma) of continuous ones.
   */
  CONJUGATE,
  /** Networks of one hidden layer, trained by gradient steps on mini-batches. */
  NEURAL
}
