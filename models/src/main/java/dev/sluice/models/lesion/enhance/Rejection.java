// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.enhance;

/**
 * Why there is no synthetic case.
 *
 * @param reason the kind; where maps failed for several reasons, the most frequent
 * @param because one line with numbers
 */
public record Rejection(Reason reason, String because) implements EnhancementOutcome {

  /** Kinds of reasons. */
  public enum Reason {
    /** Donor and acceptor differ in voxels or in spacing. */
    GRIDS_DIFFER,
    /** The donor has no lesion. */
    NO_LESION,
    /** The donor's brain is empty, or the acceptor's. */
    NO_BRAIN,
    /** A signal in the donor's lesion or brain or in the acceptor's brain is no number. */
    NOT_FINITE,
    /** The donor has no healthy brain to compare the lesion with. */
    NO_REFERENCE,
    /** The lesion is nowhere brighter than healthy tissue. */
    NOT_BRIGHT,
    /** The map folds space. */
    FOLDED,
    /** Nothing of the lesion is left. */
    VANISHED,
    /** Too much of the moved lesion is outside the acceptor's brain. */
    OUTSIDE_BRAIN
  }
}
