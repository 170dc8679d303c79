// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.noise;

import dev.sluice.models.random.CounterRandom;

/**
 * Noise of magnitude images: the length of a complex number whose two parts have Gaussian noise
 * (Gudbjartsson and Patz, "The Rician distribution of noisy MRI data", 1995). Where there is no
 * signal it is Rayleigh's distribution, so that the background is not zero on average.
 *
 * @param sd standard deviation of each of both parts, in units of the image
 * @param random the noise of voxel i is a function of i
 */
public record RicianNoise(double sd, CounterRandom random) {

  /**
   * Noise.
   *
   * @throws IllegalArgumentException if the deviation is negative or not finite
   */
  public RicianNoise {
    if (!(sd >= 0 && Double.isFinite(sd))) {
      throw new IllegalArgumentException("noise with a standard deviation of " + sd);
    }
  }

  /**
   * What is measured of a signal. A signal that is not finite, and any signal without noise, stays
   * what it is.
   */
  public float at(int voxel, double signal) {
    if (sd == 0 || !Double.isFinite(signal)) {
      return (float) signal;
    }
    double[] parts = new double[2];
    NormalDraws.draw(random, voxel, parts);
    double real = signal + sd * parts[0];
    double imaginary = sd * parts[1];
    return (float) Math.sqrt(real * real + imaginary * imaginary);
  }
}
