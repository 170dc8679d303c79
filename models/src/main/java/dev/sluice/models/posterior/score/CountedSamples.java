// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import dev.sluice.models.domain.Domain;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whole counts of joint configurations as columns: first those of all samples, then those of each
 * of several parts of the samples. A record is one configuration with its count.
 *
 * <p>Records of a part are in the order of their configurations, so that sums over them do not
 * depend on the order of the samples; those of all samples in any order.
 */
final class CountedSamples {
  /** Bits of the largest digit. */
  private static final int DIGIT_BITS = 4;

  /** Records of all samples; of part i are those from ends[i] to ends[i + 1]. */
  final int[] ends;

  /** By record: how often its configuration is in its part. */
  final int[] weights;

  /** By record: how often its configuration is in all samples. */
  final int[] totals;

  /** By variable: the numbers of values of its digits; one digit, but for many categories. */
  final int[][] radices;

  /** By variable, digit and record. */
  final int[][][] digits;

  private CountedSamples(
      Domain domain, CategoricalStatistic all, List<CategoricalStatistic> parts) {
    ends = new int[parts.size() + 1];
    ends[0] = all.size;
    for (int part = 0; part < parts.size(); part++) {
      ends[part + 1] = Math.addExact(ends[part], parts.get(part).size);
    }
    int records = ends[parts.size()];
    weights = new int[records];
    totals = new int[records];
    radices = radices(domain.categories());
    digits = new int[radices.length][][];
    for (int variable = 0; variable < radices.length; variable++) {
      digits[variable] = new int[radices[variable].length][records];
    }
  }

  /** The records of {@code all} and of {@code parts} of it. */
  static CountedSamples of(
      Domain domain, CategoricalStatistic all, List<CategoricalStatistic> parts) {
    CountedSamples samples = new CountedSamples(domain, all, parts);
    long[][] masks = domain.configurationMasks();
    samples.read(all, all, 0, masks);
    for (int part = 0; part < parts.size(); part++) {
      samples.read(parts.get(part), all, samples.ends[part], masks);
      samples.sort(samples.ends[part], samples.ends[part + 1]);
    }
    return samples;
  }

  /** Whether all counts are whole and few enough for this. */
  static boolean suits(SufficientStatistics statistics) {
    return statistics.logRetention == 0 && statistics.observed <= Integer.MAX_VALUE;
  }

  int parts() {
    return ends.length - 1;
  }

  /**
   * The variables, first those in which the fewest pairs of samples agree: they tell the samples
   * apart the soonest.
   */
  int[] order() {
    double[] pairs = new double[digits.length];
    for (int variable = 0; variable < pairs.length; variable++) {
      int last = digits[variable].length - 1;
      double[] counts = new double[radices[variable][last]];
      for (int record = 0; record < ends[0]; record++) {
        counts[digits[variable][last][record]] += weights[record];
      }
      pairs[variable] = Arrays.stream(counts).map(count -> count * count).sum();
    }
    return IntStream.range(0, pairs.length)
        .boxed()
        .sorted(Comparator.comparingDouble(variable -> pairs[variable]))
        .mapToInt(variable -> variable)
        .toArray();
  }

  private void read(CategoricalStatistic part, CategoricalStatistic all, int from, long[][] masks) {
    int record = from;
    for (int slot = 0; slot < part.slots(); slot++) {
      if (!part.isFree(slot)) {
        int at = slot * part.words;
        weights[record] = (int) part.weight(slot);
        totals[record] = (int) (part == all ? part.weight(slot) : all.weightOf(part, slot));
        for (int variable = 0; variable < masks.length; variable++) {
          setDigits(variable, record, category(part.configurations, at, masks[variable]));
        }
        record++;
      }
    }
  }

  private static int category(long[] configurations, int at, long[] masks) {
    int category = 0;
    for (int word = 0; word < masks.length; word++) {
      // all but one of the masks are 0
      long mask = masks[word];
      category |= (int) ((configurations[at + word] & mask) >>> Long.numberOfTrailingZeros(mask));
    }
    return category;
  }

  private void setDigits(int variable, int record, int category) {
    int[][] ofVariable = digits[variable];
    int last = ofVariable.length - 1;
    for (int digit = 0; digit < last; digit++) {
      ofVariable[digit][record] = (category >>> (digit * DIGIT_BITS)) & ((1 << DIGIT_BITS) - 1);
    }
    ofVariable[last][record] = category >>> (last * DIGIT_BITS);
  }

  /** Sorts records by their digits, one after the other, each time keeping the order of equals. */
  private void sort(int from, int to) {
    int[] order = new int[to - from];
    Arrays.setAll(order, i -> from + i);
    int[] next = new int[order.length];
    for (int variable = 0; variable < digits.length; variable++) {
      for (int digit = 0; digit < digits[variable].length; digit++) {
        int[] column = digits[variable][digit];
        int[] starts = new int[radices[variable][digit] + 1];
        for (int record : order) {
          starts[column[record] + 1]++;
        }
        for (int value = 1; value < starts.length; value++) {
          starts[value] += starts[value - 1];
        }
        for (int record : order) {
          next[starts[column[record]]++] = record;
        }
        int[] sorted = next;
        next = order;
        order = sorted;
      }
    }
    arrange(weights, order, next, from);
    arrange(totals, order, next, from);
    for (int[][] ofVariable : digits) {
      for (int[] column : ofVariable) {
        arrange(column, order, next, from);
      }
    }
  }

  private static void arrange(int[] column, int[] order, int[] scratch, int from) {
    for (int i = 0; i < order.length; i++) {
      scratch[i] = column[order[i]];
    }
    System.arraycopy(scratch, 0, column, from, order.length);
  }

  private static int[][] radices(int[] categories) {
    int[][] radices = new int[categories.length][];
    for (int variable = 0; variable < categories.length; variable++) {
      int bits = Domain.bits(categories[variable]);
      int last = Math.max(0, (bits - 1) / DIGIT_BITS);
      radices[variable] = new int[last + 1];
      Arrays.fill(radices[variable], 1 << DIGIT_BITS);
      radices[variable][last] = ((categories[variable] - 1) >>> (last * DIGIT_BITS)) + 1;
    }
    return radices;
  }
}
