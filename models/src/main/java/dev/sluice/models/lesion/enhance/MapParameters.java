// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.enhance;

/**
 * What a lesion goes through on its way to the acceptor, in this order: turned and enlarged about
 * its own middle, moved, displaced by a smooth random field. A flip comes first of all.
 *
 * @param flipped whether left and right change places
 * @param rotationX degrees about the first axis; not where that would leave a flat grid
 * @param rotationY degrees about the second, applied before that about the first
 * @param rotationZ degrees about the third, applied before both
 * @param scale enlargement of lengths
 * @param shiftX translation along the first axis in millimetres
 * @param shiftY along the second
 * @param shiftZ along the third
 * @param smoothness standard deviation in millimetres of the filter that makes displacements smooth
 * @param displacement longest displacement in millimetres
 */
public record MapParameters(
    boolean flipped,
    double rotationX,
    double rotationY,
    double rotationZ,
    double scale,
    double shiftX,
    double shiftY,
    double shiftZ,
    double smoothness,
    double displacement) {
  /** Leaves everything where it is. */
  public static final MapParameters IDENTITY = new MapParameters(false, 0, 0, 0, 1, 0, 0, 0, 0, 0);
}
