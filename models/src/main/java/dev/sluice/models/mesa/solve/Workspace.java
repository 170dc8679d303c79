// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.solve;

/** Room for what a {@link Preconditioner} computes on its way; of one thread. */
public final class Workspace {
  final double[] matrix;
  final double[] one;
  final double[] two;
  final double[] three;

  /** Room for systems of up to n unknowns. */
  public Workspace(int n) {
    matrix = new double[n * n];
    one = new double[n];
    two = new double[n];
    three = new double[n];
  }
}
