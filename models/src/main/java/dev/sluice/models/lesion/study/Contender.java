// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.study;

import dev.sluice.models.lesion.database.LesionDatabase;

/** What a network of the study learns from. */
public enum Contender {
  /** Real strokes alone. */
  CLINICAL(LesionDatabase.CLINICAL, "clinical-like"),
  /**
   * Real strokes, and as many of the same moved as a whole as there are synthetic ones: what
   * enhancement has to be better than.
   */
  AUGMENTED(LesionDatabase.CLINICAL, "augmented"),
  /** Synthetic strokes alone. */
  SYNTHETIC(LesionDatabase.SYNTHETIC, "synthetic"),
  /** Real and synthetic strokes. */
  BOTH(LesionDatabase.BOTH, "both"),
  /** Real strokes and many synthetic ones. */
  BOTH_MANY(LesionDatabase.BOTH_MANY, "both, many"),
  /**
   * The control: the cases of {@link #BOTH_MANY}, each with the label of another donor. What is
   * learned from these is not learned from lesions.
   */
  SHUFFLED(LesionDatabase.BOTH_MANY, "labels shuffled");

  private final LesionDatabase database;
  private final String label;

  Contender(LesionDatabase database, String label) {
    this.database = database;
    this.label = label;
  }

  /** The database whose cases it has. */
  public LesionDatabase database() {
    return database;
  }

  /** Its name in tables. */
  public String label() {
    return label;
  }

  /** Whether real cases are moved. */
  boolean isAugmented() {
    return this == AUGMENTED;
  }

  /** Whether cases have labels of others. */
  public boolean isControl() {
    return this == SHUFFLED;
  }
}
