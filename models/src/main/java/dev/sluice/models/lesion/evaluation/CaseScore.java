// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.evaluation;

import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.statistics.FixedPoint;

/**
 * How well the mask predicted for a case agrees with the true one. The package says what counts as
 * a lesion, as found and as detected.
 *
 * @param truePositives voxels in both masks
 * @param falsePositives voxels predicted only
 * @param falseNegatives voxels missed
 * @param voxelVolume in cubic millimetres
 * @param trueLesions components of the true mask
 * @param foundLesions those of them with a voxel that is predicted
 * @param predictedLesions components of the predicted mask
 * @param falseLesions those of them without a voxel that is true
 * @param detected whether a predicted component has at least the least volume asked for
 */
public record CaseScore(
    long truePositives,
    long falsePositives,
    long falseNegatives,
    double voxelVolume,
    int trueLesions,
    int foundLesions,
    int predictedLesions,
    int falseLesions,
    boolean detected) {

  private static final double CUBIC_MILLIMETRES_PER_LITRE = 1e6;
  private static final double MILLILITRES_PER_CUBIC_MILLIMETRE = 1e-3;

  /** Spacings in files are floats, and their writers round. */
  private static final double SPACING_TOLERANCE = 1e-3;

  /** A component of just the least volume is not to be missed by the last bit of a product. */
  private static final double ROUNDING = 1e-9;

  /**
   * A score, of this program or another's.
   *
   * @throws IllegalArgumentException if the numbers cannot be of one case, or a volume is not below
   *     1,024 litres
   */
  public CaseScore {
    if (!(voxelVolume > 0 && Double.isFinite(voxelVolume))) {
      throw new IllegalArgumentException("voxels of " + voxelVolume + " mm3");
    }
    if (truePositives < 0 || falsePositives < 0 || falseNegatives < 0) {
      throw new IllegalArgumentException(
          "%d true positives, %d false positives, %d false negatives"
              .formatted(truePositives, falsePositives, falseNegatives));
    }
    requireLesions("true", truePositives, falseNegatives, trueLesions, foundLesions);
    requireLesions(
        "predicted",
        truePositives,
        falsePositives,
        predictedLesions,
        predictedLesions - falseLesions);
    if (detected && predictedLesions == 0) {
      throw new IllegalArgumentException("detected without a predicted voxel");
    }
    requireVolume(truePositives, falsePositives, voxelVolume);
    requireVolume(truePositives, falseNegatives, voxelVolume);
  }

  /**
   * Compares two masks.
   *
   * @param predicted by a model
   * @param truth of the same shape; spacings may differ by a thousandth, the true ones count
   * @param minimumVolume of a predicted component to be a detection, in cubic millimetres; with 0
   *     any voxel is
   * @throws IllegalArgumentException if the grids differ, the volume is negative or not a number,
   *     or the masks are larger than any head
   */
  public static CaseScore of(Mask predicted, Mask truth, double minimumVolume) {
    requireSameGrid(predicted.grid(), truth.grid());
    if (!(minimumVolume >= 0 && Double.isFinite(minimumVolume))) {
      throw new IllegalArgumentException("a least volume of " + minimumVolume + " mm3");
    }
    double voxelVolume = truth.grid().voxelVolume();
    long both = 0;
    long predictedVoxels = 0;
    long trueVoxels = 0;
    for (int i = 0; i < truth.voxels().length; i++) {
      boolean isPredicted = predicted.voxels()[i];
      boolean isTrue = truth.voxels()[i];
      predictedVoxels += isPredicted ? 1 : 0;
      trueVoxels += isTrue ? 1 : 0;
      both += isPredicted && isTrue ? 1 : 0;
    }
    Components trueLesions = Components.of(truth);
    Components predictedLesions = Components.of(predicted);
    return new CaseScore(
        both,
        predictedVoxels - both,
        trueVoxels - both,
        voxelVolume,
        trueLesions.count(),
        trueLesions.countMeeting(predicted),
        predictedLesions.count(),
        predictedLesions.count() - predictedLesions.countMeeting(truth),
        anyOf(predictedLesions.sizes(), voxelVolume, minimumVolume));
  }

  /** Whether there is a true lesion. */
  public boolean hasLesion() {
    return truePositives + falseNegatives > 0;
  }

  /** 2 TP / (2 TP + FP + FN) (Dice 1945); blank if both masks are empty. */
  public double dice() {
    double twice = 2.0 * truePositives;
    return twice / (twice + falsePositives + falseNegatives);
  }

  /** Volume of the true mask in ml. */
  public double trueVolume() {
    return cubicMillimetres(truePositives, falseNegatives) * MILLILITRES_PER_CUBIC_MILLIMETRE;
  }

  /** Volume of the predicted mask in ml. */
  public double predictedVolume() {
    return cubicMillimetres(truePositives, falsePositives) * MILLILITRES_PER_CUBIC_MILLIMETRE;
  }

  /** Dice in fixed point; there must be a true lesion. */
  long fixedDice() {
    return FixedPoint.of(dice());
  }

  /** Litres of the true mask in fixed point, to 1e-6 cubic millimetres. */
  long fixedTrueVolume() {
    return FixedPoint.of(
        cubicMillimetres(truePositives, falseNegatives) / CUBIC_MILLIMETRES_PER_LITRE);
  }

  /** Litres of the predicted mask in fixed point. */
  long fixedPredictedVolume() {
    return FixedPoint.of(
        cubicMillimetres(truePositives, falsePositives) / CUBIC_MILLIMETRES_PER_LITRE);
  }

  private double cubicMillimetres(long some, long others) {
    return (some + others) * voxelVolume;
  }

  private static boolean anyOf(int[] sizes, double voxelVolume, double minimumVolume) {
    for (int size : sizes) {
      if (size * voxelVolume >= minimumVolume * (1 - ROUNDING)) {
        return true;
      }
    }
    return false;
  }

  private static void requireSameGrid(Grid predicted, Grid truth) {
    if (!predicted.hasShapeOf(truth)) {
      throw new IllegalArgumentException(
          "a prediction of %s voxels for %s".formatted(predicted.shape(), truth.shape()));
    }
    if (differ(predicted.spacingX(), truth.spacingX())
        || differ(predicted.spacingY(), truth.spacingY())
        || differ(predicted.spacingZ(), truth.spacingZ())) {
      throw new IllegalArgumentException(
          "a prediction with voxels of %s x %s x %s mm for %s x %s x %s mm"
              .formatted(
                  predicted.spacingX(),
                  predicted.spacingY(),
                  predicted.spacingZ(),
                  truth.spacingX(),
                  truth.spacingY(),
                  truth.spacingZ()));
    }
  }

  private static boolean differ(double spacing, double other) {
    return Math.abs(spacing - other) > SPACING_TOLERANCE * other;
  }

  /** There are lesions if there are voxels, and some overlap if voxels do; arrays held them. */
  private static void requireLesions(
      String which, long common, long others, int lesions, int overlapping) {
    boolean possible =
        Math.max(common, others) <= Integer.MAX_VALUE
            && common + others <= Integer.MAX_VALUE
            && 0 <= overlapping
            && overlapping <= Math.min(lesions, common)
            && lesions - overlapping <= others
            && overlapping > 0 == common > 0
            && lesions > 0 == common + others > 0;
    if (!possible) {
      throw new IllegalArgumentException(
          "%d %s lesions of %d voxels, %d overlapping in %d"
              .formatted(lesions, which, common + others, overlapping, common));
    }
  }

  private static void requireVolume(long some, long others, double voxelVolume) {
    double litres = ((double) some + others) * voxelVolume / CUBIC_MILLIMETRES_PER_LITRE;
    if (!FixedPoint.isRepresentable(litres)) {
      throw new IllegalArgumentException("lesions of " + litres + " litres");
    }
  }
}
