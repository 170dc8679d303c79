// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.database;

/** What a patient's images are for. */
public enum Part {
  /** Models learn from these. */
  TRAINING,
  /** Choices are made on these. */
  VALIDATION,
  /** Results are of these, seen once. */
  TEST
}
