// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * Histograms of the losses of some learners, as one array of longs: exact numbers, and so the same
 * in whatever order and parts losses come. A bin is of the doubles of one exponent and the same
 * first four bits behind the point, sixteen to a doubling, so that no loss is farther from the
 * middle of its bin than 1/32 of it. 0 has a bin of its own, and so has what is {@link
 * LossTable#LIMIT} or more.
 *
 * <p>The array has an entry for each learner and bin that has a loss, in their order: learner, bin
 * and number in one long. Losses of one step lie within few doublings, so that it stays short.
 */
public final class LossHistogram {
  /** As many learners have room. */
  public static final int LEARNERS = 32;

  private static final int COUNT_BITS = 43;
  private static final long MOST = (1L << COUNT_BITS) - 1;
  private static final int BIN_BITS = 15;

  /** Bits of a double behind its exponent and the four that count. */
  private static final int REST = 48;

  private static final int BEYOND = bin(LossTable.LIMIT);

  private static final long[] EMPTY = {};

  private LossHistogram() {}

  /** 0 of 0, 1 and more of what is above. */
  private static int bin(double loss) {
    if (loss >= LossTable.LIMIT) {
      return (int) (Double.doubleToRawLongBits(LossTable.LIMIT) >>> REST) + 1;
    }
    return loss == 0 ? 0 : (int) (Double.doubleToRawLongBits(loss) >>> REST) + 1;
  }

  /** The middle of a bin; of the one of 0 that, infinite of the last. */
  private static double middle(int bin) {
    if (bin == 0 || bin == BEYOND) {
      return bin == 0 ? 0 : Double.POSITIVE_INFINITY;
    }
    return Double.longBitsToDouble(((long) (bin - 1) << REST) + (1L << (REST - 1)));
  }

  private static long key(int learner, int bin) {
    return ((long) learner << BIN_BITS) | bin;
  }

  /** The first entry of a key or a later one. */
  private static int search(long[] histograms, long key) {
    int found = Arrays.binarySearch(histograms, key << COUNT_BITS);
    return found < 0 ? -found - 1 : found;
  }

  private static boolean isOf(long[] histograms, int at, long key) {
    return at < histograms.length && keyOf(histograms[at]) == key;
  }

  /** Numbers that have no room stay the largest: who compares them with a count sees it. */
  private static long plus(long entry, long count) {
    long sum = Math.min(MOST, (entry & MOST) + count);
    return (entry & ~MOST) | sum;
  }

  /**
   * Adds the losses of a token, one of each learner.
   *
   * @param histograms may be changed; null if there are none yet
   * @param losses 0 or more; NaN is passed over
   * @return all histograms, in the same array if there was an entry for each loss
   */
  public static long[] add(long[] histograms, double[] losses) {
    if (losses.length > LEARNERS) {
      throw new IllegalArgumentException("no histograms of %d learners".formatted(losses.length));
    }
    long[] all = histograms == null ? EMPTY : histograms;
    for (int learner = 0; learner < losses.length; learner++) {
      if (!Double.isNaN(losses[learner])) {
        all = add(all, key(learner, bin(losses[learner])));
      }
    }
    return all;
  }

  private static long[] add(long[] histograms, long key) {
    int at = search(histograms, key);
    if (isOf(histograms, at, key)) {
      histograms[at] = plus(histograms[at], 1);
      return histograms;
    }
    long[] longer = new long[histograms.length + 1];
    System.arraycopy(histograms, 0, longer, 0, at);
    longer[at] = (key << COUNT_BITS) | 1;
    System.arraycopy(histograms, at, longer, at + 1, histograms.length - at);
    return longer;
  }

  /**
   * The losses of both.
   *
   * @param some null if there are none
   * @param others null if there are none
   * @return a new array, or one of the two if the other has none
   */
  public static long[] merge(long[] some, long[] others) {
    if (some == null || some.length == 0 || others == null || others.length == 0) {
      return some == null || some.length == 0 ? (others == null ? EMPTY : others) : some;
    }
    long[] merged = new long[some.length + others.length];
    int length = 0;
    int i = 0;
    int j = 0;
    while (i < some.length || j < others.length) {
      if (j == others.length || (i < some.length && keyOf(some[i]) < keyOf(others[j]))) {
        merged[length++] = some[i++];
      } else if (i == some.length || keyOf(some[i]) > keyOf(others[j])) {
        merged[length++] = others[j++];
      } else {
        merged[length++] = plus(some[i++], others[j++] & MOST);
      }
    }
    return length == merged.length ? merged : Arrays.copyOf(merged, length);
  }

  private static long keyOf(long entry) {
    return entry >>> COUNT_BITS;
  }

  /** How many losses of a learner there are. */
  public static long count(long[] histograms, int learner) {
    long count = 0;
    for (int at = search(histograms, key(learner, 0)); isOfLearner(histograms, at, learner); at++) {
      count += histograms[at] & MOST;
    }
    return count;
  }

  private static boolean isOfLearner(long[] histograms, int at, int learner) {
    return at < histograms.length && keyOf(histograms[at]) >>> BIN_BITS == learner;
  }

  /**
   * A quantile of a learner's losses: the middle of the bin of the loss that a share of them, and
   * no fewer, are at or below. It is farther from that loss by 1/32 of it at most, but for losses
   * below the least normal double.
   *
   * @param p the share, above 0, 1 at most
   * @return infinite if that loss is {@link LossTable#LIMIT} or more; NaN without losses
   */
  public static double quantile(long[] histograms, int learner, double p) {
    if (!(p > 0 && p <= 1)) {
      throw new IllegalArgumentException("no quantile of " + p);
    }
    // as a person writes it: 0.05 of 140 are 7, although the double 0.05 is above it
    BigDecimal share =
        BigDecimal.valueOf(p).multiply(BigDecimal.valueOf(count(histograms, learner)));
    long rank = share.setScale(0, RoundingMode.CEILING).longValueExact();
    long before = 0;
    for (int at = search(histograms, key(learner, 0)); isOfLearner(histograms, at, learner); at++) {
      before += histograms[at] & MOST;
      if (before >= rank) {
        return middle((int) (keyOf(histograms[at]) & ((1 << BIN_BITS) - 1)));
      }
    }
    return Double.NaN;
  }
}
