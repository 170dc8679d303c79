// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural.conditional;

/**
 * The exponential function in single precision, the same bits on every machine.
 *
 * <p>e^x = 2^n e^r with n the nearest integer to x / ln 2: r, at most ln 2 / 2 in size, is taken in
 * two parts (Cody and Waite, "Software manual for the elementary functions", 1980), and e^r by its
 * Taylor series of degree 7. The relative error is below 2e-7.
 */
final class Exponential {
  private static final float PER_LN2 = 1.442695f;
  private static final float LN2_HIGH = 355f / 512; // few bits: its product with n is exact
  private static final float LN2_LOW = -2.12194440e-4f;
  private static final float ROUND = 12582912f; // 1.5 * 2^23: adding it rounds to an integer
  private static final float LOWEST = -87;

  private Exponential() {}

  /**
   * e^x of x at most 0; 0 below -87.
   *
   * @param x at most 0
   */
  static float of(float x) {
    if (x < LOWEST) {
      return 0;
    }
    float shifted = Math.fma(x, PER_LN2, ROUND);
    float n = shifted - ROUND;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
    float p = Math.fma(r, 1f / 5040, 1f / 720);
    p = Math.fma(p, r, 1f / 120);
    p = Math.fma(p, r, 1f / 24);
    p = Math.fma(p, r, 1f / 6);
    p = Math.fma(p, r, 0.5f);
    p = Math.fma(p, r, 1);
    p = Math.fma(p, r, 1);
    return p * Float.intBitsToFloat(((int) n + 127) << 23);
  }
}
