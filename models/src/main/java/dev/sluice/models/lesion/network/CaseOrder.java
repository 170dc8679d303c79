// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.network;

import dev.sluice.models.random.KeyedRandom;
import org.apache.commons.rng.sampling.PermutationSampler;

/**
 * Which case a training sees when: all in an order that is shuffled for every pass, a function of
 * seed and pass alone, so that a training can begin anywhere.
 */
final class CaseOrder {
  private final int cases;
  private final long seed;
  private long pass = -1;
  private int[] order = {};

  CaseOrder(int cases, long seed) {
    this.cases = cases;
    this.seed = seed;
  }

  /** The case at a place of the sequence, 0 the first. */
  int at(long place) {
    long wanted = place / cases;
    if (wanted != pass) {
      order = PermutationSampler.natural(cases);
      PermutationSampler.shuffle(KeyedRandom.of(seed, "order of training cases", wanted), order);
      pass = wanted;
    }
    return order[(int) (place % cases)];
  }
}
