// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

/** Which parts of a model go on learning after the burn-in. */
public enum Scope {
  /** None: the model of the burn-in, as it was. Its loss under a shift is the zero-shot loss. */
  NONE,
  /** All parts. */
  ALL,
  /** The mechanisms that are known to have changed, and no other. */
  ORACLE_TARGET,
  /** The mechanisms whose change was detected, and no other. */
  DETECTED_TARGET,
  /** All parts of a model that knew nothing when the regime began. */
  FROM_SCRATCH;

  /** Whether a class whose parts cannot be trained apart has this scope. */
  public boolean needsModules() {
    return this == ORACLE_TARGET || this == DETECTED_TARGET;
  }
}
