// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.trained;

import java.util.Arrays;

/**
 * The place t of a token in its sequence, 0 the first, as sines and cosines: entries 2 i and 2 i +
 * 1 are sin and cos of t / 10000^(2 i / size) (Vaswani et al. 2017, section 3.5).
 */
final class PositionCode {
  private static final double BASE = 10_000;

  private PositionCode() {}

  /** The same in every lane. */
  static Lanes lanes(int size, int steps, int width) {
    Lanes lanes = Lanes.zero(size, steps, width);
    for (int f = 0; f < size; f++) {
      double frequency = Math.pow(BASE, -(double) (f - f % 2) / size);
      for (int t = 0; t < steps; t++) {
        double angle = t * frequency;
        Arrays.fill(lanes.row(f, t), f % 2 == 0 ? Math.sin(angle) : Math.cos(angle));
      }
    }
    return lanes;
  }
}
