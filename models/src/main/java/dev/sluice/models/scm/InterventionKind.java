// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

/** What an intervention does to its targets. */
public enum InterventionKind {
  /** The target is drawn from a distribution of its own: its parents are cut. */
  PERFECT,
  /** The target still listens to its parents, by another mechanism. */
  SOFT
}
