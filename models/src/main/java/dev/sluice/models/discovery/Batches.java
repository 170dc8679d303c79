// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery;

import dev.sluice.models.random.KeyedRandom;
import java.util.Arrays;
import org.apache.commons.rng.sampling.PermutationSampler;

/**
 * Batches of indices, as a loader of data gives them: each pass goes through all in an order of its
 * own and leaves out what does not fill a batch at the end. A batch is a function of its number,
 * not of those before it; the order of the last pass is kept, as its batches follow one another.
 */
public final class Batches {
  private final long seed;
  private final String purpose;
  private final long stream;
  private final int count;
  private final int size;
  private long pass = -1;
  private int[] order;

  /**
   * Of {@code count} indices.
   *
   * @param purpose of the randomness
   * @param stream tells batches of one purpose apart
   * @param count at least 1
   * @param size of a batch; all indices if they are fewer
   */
  public Batches(long seed, String purpose, long stream, int count, int size) {
    this.seed = seed;
    this.purpose = purpose;
    this.stream = stream;
    this.count = count;
    this.size = Math.min(size, count);
  }

  /** The indices of a batch. */
  public int[] batch(long number) {
    int perPass = count / size;
    long of = number / perPass;
    if (of != pass) {
      pass = of;
      order = PermutationSampler.natural(count);
      PermutationSampler.shuffle(KeyedRandom.of(seed, purpose, stream, pass), order);
    }
    int from = (int) (number % perPass) * size;
    return Arrays.copyOfRange(order, from, from + size);
  }
}
