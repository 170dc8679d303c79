// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.replay;

import dev.sluice.models.random.CounterRandom;

/**
 * A uniform sample of bounded size of a stream, kept as it flows: Vitter, "Random sampling with a
 * reservoir" (ACM TOMS 1985), algorithm R. Where a draw goes is a function of its number alone, not
 * of a generator that went on: so nothing of it has to be kept.
 */
public final class Reservoir {
  /** The place of a draw that is not held. */
  public static final int NOWHERE = -1;

  private Reservoir() {}

  /**
   * Where a draw goes, in place of the one that was there.
   *
   * @param seed of all
   * @param experiment whose draw it is
   * @param intervention under which it was drawn
   * @param number of the draw among those of its intervention, from 0
   * @param capacity places
   * @return from 0 to the capacity less 1, or {@link #NOWHERE}
   */
  public static int place(
      long seed, String experiment, String intervention, long number, int capacity) {
    if (number < capacity) {
      return (int) number;
    }
    // The length tells where the one name ends and the other begins.
    String purpose = "reservoir\n" + experiment.length() + "\n" + experiment + intervention;
    long bits = CounterRandom.of(seed, purpose).bits(number);
    // Uniform from 0 to the number, but for a bias of (number + 1) / 2^63.
    long place = Math.multiplyHigh(bits >>> 1, (number + 1) << 1);
    return place < capacity ? (int) place : NOWHERE;
  }
}
