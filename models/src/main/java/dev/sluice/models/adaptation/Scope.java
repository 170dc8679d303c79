// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

/** Which parts of a model go on learning after the burn-in. */
public enum Scope {
  /** None: the model of the burn-in, as it was. Its loss under a shift is the zero-shot loss. */
  NONE(0),
  /** All parts. */
  ALL(1),
  /** The mechanisms that are known to have changed, and no other. */
  ORACLE_TARGET(2),
  /** The mechanisms whose change was detected, and no other. */
  DETECTED_TARGET(3),
  /** All parts of a model that knew nothing when the regime began. */
  FROM_SCRATCH(4);

  private final int index;

  Scope(int index) {
    this.index = index;
  }

  /** Where sums of the scope are in the state of an experiment. */
  int index() {
    return index;
  }

  /** Whether a class whose parts cannot be trained apart has this scope. */
  public boolean needsModules() {
    return this == ORACLE_TARGET || this == DETECTED_TARGET;
  }
}
