// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa;

/**
 * Bins of steps, from 1 on: a step each up to {@value #SINGLE}, and eight of each doubling after
 * that, so that sequences of any length have bounded tables.
 */
public final class StepBin {
  /** The last bin that is one step, and that step. */
  public static final int SINGLE = 1024;

  private static final int OCTAVE = 10;
  private static final int PARTS = 3;

  /** The last bin, that of the largest step there can be. */
  public static final int LAST = of(Long.MAX_VALUE);

  private StepBin() {}

  /** The bin of a step, 1 or more. */
  public static int of(long step) {
    if (step < 1) {
      throw new IllegalArgumentException("steps count from 1, not from " + step);
    }
    if (step <= SINGLE) {
      return (int) step;
    }
    int octave = Long.SIZE - 1 - Long.numberOfLeadingZeros(step);
    int part = (int) (step >>> (octave - PARTS)) & ((1 << PARTS) - 1);
    return SINGLE + 1 + ((octave - OCTAVE) << PARTS) + part;
  }

  /** The first step of a bin. */
  public static long first(int bin) {
    if (bin <= SINGLE) {
      return bin;
    }
    int place = bin - SINGLE - 1;
    int octave = OCTAVE + (place >> PARTS);
    long first = (1L << octave) + ((long) (place & ((1 << PARTS) - 1)) << (octave - PARTS));
    return Math.max(first, SINGLE + 1);
  }
}
