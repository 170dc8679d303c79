// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.effects;

/** Student's distributions of the regressions on one set of samples, by the number of parents. */
final class StudentTables {
  private final double degrees;
  private final StudentTable[] tables;

  /**
   * None yet.
   *
   * @param degrees of freedom of a cause without parents
   * @param most parents
   */
  StudentTables(double degrees, int most) {
    this.degrees = degrees;
    tables = new StudentTable[most + 1];
  }

  double degrees(int parents) {
    return degrees + parents;
  }

  StudentTable of(int parents) {
    if (tables[parents] == null) {
      tables[parents] = new StudentTable(degrees(parents));
    }
    return tables[parents];
  }
}
