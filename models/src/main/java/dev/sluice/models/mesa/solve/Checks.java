// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.solve;

/** Settings that must be so. */
final class Checks {
  private Checks() {}

  static void positive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be above 0 and finite: " + value);
    }
  }

  static void notNegative(String name, double value) {
    if (value != 0) {
      positive(name, value);
    }
  }
}
