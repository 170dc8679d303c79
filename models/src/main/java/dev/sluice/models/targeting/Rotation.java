// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting;

import dev.sluice.models.random.KeyedRandom;
import org.apache.commons.rng.sampling.PermutationSampler;

/** Choices that look at no belief. */
public final class Rotation {
  private Rotation() {}

  /** A candidate, each as likely as any other; a function of its arguments. */
  public static int random(int candidates, long seed, long round) {
    return KeyedRandom.of(seed, "random candidate", round).nextInt(candidates);
  }

  /**
   * The candidate chosen least often; of equal ones the first in an order that is drawn once.
   *
   * @param chosen by candidate, how often
   */
  public static int leastOften(long[] chosen, long seed) {
    int[] order = PermutationSampler.natural(chosen.length);
    PermutationSampler.shuffle(KeyedRandom.of(seed, "order of candidates"), order);
    int least = order[0];
    for (int candidate : order) {
      if (chosen[candidate] < chosen[least]) {
        least = candidate;
      }
    }
    return least;
  }
}
