// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.phantom;

import dev.sluice.models.lesion.Grid;

/**
 * What phantoms are like.
 *
 * @param grid voxels, at least 8 along each axis; the head fills it
 * @param noise standard deviation of Rician noise, as a fraction of the signal of grey matter
 * @param asymmetry weight of what differs between the left and the right, 0 to 1
 * @param bias standard deviation over the head of the logarithm of the coil's sensitivity
 * @param leastContrast smallest signal of a lesion's middle over that of healthy tissue
 * @param mostContrast largest of these ratios
 * @param leastLesion smallest volume of a lesion before it is cut to the brain, as a fraction of
 *     the brain; each is log-uniform
 * @param mostLesion largest of these volumes
 * @param mostLesions lesions of a stroke are uniform from 1 to this
 * @param mostArtefacts bright artefacts of any phantom are uniform from 0 to this, each on one side
 *     or on both
 */
public record PhantomSettings(
    Grid grid,
    double noise,
    double asymmetry,
    double bias,
    double leastContrast,
    double mostContrast,
    double leastLesion,
    double mostLesion,
    int mostLesions,
    int mostArtefacts) {
  private static final int LEAST_VOXELS = 8;

  /**
   * Settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public PhantomSettings {
    if (Math.min(grid.x(), Math.min(grid.y(), grid.z())) < LEAST_VOXELS) {
      throw new IllegalArgumentException(
          "a phantom has at least %d voxels along each axis, not %s"
              .formatted(LEAST_VOXELS, grid.shape()));
    }
    require("noise", noise, noise >= 0 && noise <= 1);
    require("asymmetry", asymmetry, asymmetry >= 0 && asymmetry <= 1);
    require("bias", bias, bias >= 0 && bias <= 1);
    require("leastContrast", leastContrast, leastContrast >= 1);
    require("mostContrast", mostContrast, mostContrast >= leastContrast && mostContrast <= 100);
    require("leastLesion", leastLesion, leastLesion > 0);
    require("mostLesion", mostLesion, mostLesion >= leastLesion && mostLesion <= 1);
    require("mostLesions", mostLesions, mostLesions >= 1);
    require("mostArtefacts", mostArtefacts, mostArtefacts >= 0);
  }

  /** What phantom studies use, on a cube of so many voxels along each axis. */
  public static PhantomSettings ofEdge(int edge) {
    return of(Grid.cube(edge));
  }

  /** What phantom studies use, on any grid. */
  public static PhantomSettings of(Grid grid) {
    return new PhantomSettings(grid, 0.05, 0.15, 0.08, 1.2, 2.5, 0.002, 0.08, 3, 3);
  }

  /** The same with other noise. */
  public PhantomSettings withNoise(double other) {
    return new PhantomSettings(
        grid,
        other,
        asymmetry,
        bias,
        leastContrast,
        mostContrast,
        leastLesion,
        mostLesion,
        mostLesions,
        mostArtefacts);
  }

  /** The same with lesions of other contrast. */
  public PhantomSettings withContrast(double least, double most) {
    return new PhantomSettings(
        grid,
        noise,
        asymmetry,
        bias,
        least,
        most,
        leastLesion,
        mostLesion,
        mostLesions,
        mostArtefacts);
  }

  /** The same with other numbers of lesions of other volumes, as fractions of the brain. */
  public PhantomSettings withLesions(double least, double most, int atMost) {
    return new PhantomSettings(
        grid,
        noise,
        asymmetry,
        bias,
        leastContrast,
        mostContrast,
        least,
        most,
        atMost,
        mostArtefacts);
  }

  /** The same with other sides, coil and artefacts; zeros give a head that is its own mirror. */
  public PhantomSettings withDisturbance(double otherAsymmetry, double otherBias, int artefacts) {
    return new PhantomSettings(
        grid,
        noise,
        otherAsymmetry,
        otherBias,
        leastContrast,
        mostContrast,
        leastLesion,
        mostLesion,
        mostLesions,
        artefacts);
  }

  private static void require(String name, double value, boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("a phantom's " + name + " of " + value);
    }
  }
}
