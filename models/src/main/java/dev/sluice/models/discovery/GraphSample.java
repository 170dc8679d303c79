// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.random.CounterRandom;

/**
 * Sets of parents drawn from beliefs, each edge independently: graphs that may have cycles. A set
 * is a row of words; the sets of one draw follow one another, variable after variable.
 */
public final class GraphSample {
  private static final double TWO_TO_32 = 0x1p32;
  private static final long LOW = 0xffffffffL;

  private final int variables;
  private final int words;

  /** At j N + i: i is a parent of j if a draw of 32 bits is below this. */
  private final long[] thresholds;

  private final long[] masks;

  /** Room for so many graphs. */
  public GraphSample(int variables, int graphs) {
    this.variables = variables;
    words = (variables + Long.SIZE - 1) / Long.SIZE;
    thresholds = new long[variables * variables];
    masks = new long[graphs * variables * words];
  }

  /** Most bytes of heap that room for so many graphs takes. */
  public static long bytes(int variables, int graphs) {
    long n = variables;
    long words = (n + Long.SIZE - 1) / Long.SIZE;
    return Long.BYTES * n * (n + graphs * words) + 64;
  }

  /** Words per set. */
  public int words() {
    return words;
  }

  /**
   * Takes beliefs.
   *
   * @param beliefs N x N, [i][j] in i -> j; the diagonal is 0
   */
  public void believe(double[][] beliefs) {
    for (int i = 0; i < variables; i++) {
      for (int j = 0; j < variables; j++) {
        thresholds[j * variables + i] = Math.round(beliefs[i][j] * TWO_TO_32);
      }
    }
  }

  /** Draws {@code graphs} graphs; what is drawn depends on the random sequence alone. */
  public void draw(int graphs, CounterRandom random) {
    int perSet = (variables + 1) / 2;
    for (int set = 0; set < graphs * variables; set++) {
      draw(set, random, (long) set * perSet);
    }
  }

  private void draw(int set, CounterRandom random, long counter) {
    int row = set % variables * variables;
    for (int w = 0; w < words; w++) {
      long mask = 0;
      int last = Math.min(variables, (w + 1) * Long.SIZE);
      for (int i = w * Long.SIZE; i < last; i += 2) {
        long bits = random.bits(counter + i / 2);
        if ((bits & LOW) < thresholds[row + i]) {
          mask |= 1L << i;
        }
        if (i + 1 < last && bits >>> 32 < thresholds[row + i + 1]) {
          mask |= 1L << (i + 1);
        }
      }
      masks[set * words + w] = mask;
    }
  }

  /**
   * Makes the second half of {@code graphs} graphs equal to the first, but with exactly the edges
   * out of {@code sources} that the first has not; forced and impossible edges stay.
   */
  public void mirror(int graphs, VariableSet sources) {
    int half = graphs / 2 * variables;
    for (int set = 0; set < half; set++) {
      System.arraycopy(masks, set * words, masks, (half + set) * words, words);
      for (int i : sources.members()) {
        long threshold = thresholds[set % variables * variables + i];
        if (threshold > 0 && threshold <= LOW) {
          masks[(half + set) * words + i / Long.SIZE] ^= 1L << i;
        }
      }
    }
  }

  /** Whether i is a parent of j in a graph. */
  public boolean has(int graph, int i, int j) {
    return (masks[place(graph, j) + i / Long.SIZE] >>> i & 1) != 0;
  }

  /** Where the set of parents of j in a graph begins in {@link #masks}. */
  public int place(int graph, int j) {
    return (graph * variables + j) * words;
  }

  /** All sets, as they were drawn. */
  public long[] masks() {
    return masks;
  }
}
