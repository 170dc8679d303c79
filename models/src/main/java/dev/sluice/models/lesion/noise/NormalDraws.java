// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.noise;

import dev.sluice.models.random.CounterRandom;

/**
 * Pairs of independent standard normal numbers addressed by a counter (Box and Muller 1958). No
 * rejection, so a pair costs two counters and is the same whoever drew before.
 */
final class NormalDraws {
  private NormalDraws() {}

  /**
   * Writes one pair.
   *
   * @param pair the number of the pair in the sequence
   * @param into two numbers
   */
  static void draw(CounterRandom random, long pair, double[] into) {
    // 1 - u is within (0, 1], so that its logarithm is finite
    double radius = Math.sqrt(-2 * StrictMath.log(1 - random.uniform(2 * pair)));
    double angle = 2 * Math.PI * random.uniform(2 * pair + 1);
    into[0] = radius * StrictMath.cos(angle);
    into[1] = radius * StrictMath.sin(angle);
  }
}
