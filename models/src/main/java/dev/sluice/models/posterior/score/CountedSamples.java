// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import dev.sluice.models.domain.Domain;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whole counts of joint configurations as columns, one regime after the other. A record is one
 * configuration with its count in one regime. Parts of the samples are some of the regimes.
 *
 * <p>Records of a regime are in the order of their configurations, so that sums over them do not
 * depend on the order of the samples.
 */
final class CountedSamples {
  /** Bits of the largest digit. */
  private static final int DIGIT_BITS = 4;

  /**
   * Records of regime i are those from ends[2 i] to ends[2 i + 2], the first of these is 0; those
   * before ends[2 i + 1] are of one sample each.
   */
  final int[] ends;

  /** By part: its regimes. */
  final List<int[]> parts;

  /** By record: how often its configuration is in its regime. */
  final int[] weights;

  /** By record: how often its configuration is in all samples. */
  final int[] totals;

  /** By record: 1 if no record before it has its configuration, else 0. */
  final int[] firsts;

  /** By variable: the numbers of values of its digits; one digit, but for many categories. */
  final int[][] radices;

  /** By variable, digit and record. */
  final int[][][] digits;

  private CountedSamples(Domain domain, List<CategoricalStatistic> regimes, List<int[]> parts) {
    this.parts = parts;
    ends = new int[2 * regimes.size() + 1];
    for (int regime = 0; regime < regimes.size(); regime++) {
      ends[2 * regime + 2] = Math.addExact(ends[2 * regime], regimes.get(regime).size);
    }
    int records = ends[2 * regimes.size()];
    weights = new int[records];
    totals = new int[records];
    firsts = new int[records];
    radices = radices(domain.categories());
    digits = new int[radices.length][][];
    for (int variable = 0; variable < radices.length; variable++) {
      digits[variable] = new int[radices[variable].length][records];
    }
  }

  /**
   * The records of the samples.
   *
   * @param regimes statistics of samples without forgetting; not changed
   * @param parts by part, the numbers of its regimes
   */
  static CountedSamples of(Domain domain, List<CategoricalStatistic> regimes, List<int[]> parts) {
    CountedSamples samples = new CountedSamples(domain, regimes, parts);
    CategoricalStatistic all = CategoricalStatistic.empty(domain.configurationWords());
    for (CategoricalStatistic regime : regimes) {
      all = all.absorb(regime.copy());
    }
    boolean[] met = new boolean[all.slots()];
    long[][] masks = domain.configurationMasks();
    for (int regime = 0; regime < regimes.size(); regime++) {
      int from = samples.ends[2 * regime];
      samples.read(regimes.get(regime), all, met, from, masks);
      samples.ends[2 * regime + 1] = samples.sort(from, samples.ends[2 * regime + 2]);
    }
    return samples;
  }

  /** Whether all counts are whole and few enough for this. */
  static boolean suits(SufficientStatistics statistics) {
    return statistics.logRetention == 0 && statistics.observed <= Integer.MAX_VALUE;
  }

  int size() {
    return weights.length;
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
      for (int record = 0; record < weights.length; record++) {
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

  private void read(
      CategoricalStatistic regime,
      CategoricalStatistic all,
      boolean[] met,
      int from,
      long[][] masks) {
    int record = from;
    for (int slot = 0; slot < regime.slots(); slot++) {
      if (!regime.isFree(slot)) {
        int at = slot * regime.words;
        int among = all.slotOf(regime.configurations, at);
        weights[record] = (int) regime.weight(slot);
        totals[record] = (int) all.weight(among);
        firsts[record] = met[among] ? 0 : 1;
        met[among] = true;
        for (int variable = 0; variable < masks.length; variable++) {
          int category = Domain.category(regime.configurations, at, masks[variable]);
          setDigits(variable, record, category);
        }
        record++;
      }
    }
  }

  private void setDigits(int variable, int record, int category) {
    int[][] ofVariable = digits[variable];
    int last = ofVariable.length - 1;
    for (int digit = 0; digit < last; digit++) {
      ofVariable[digit][record] = (category >>> (digit * DIGIT_BITS)) & ((1 << DIGIT_BITS) - 1);
    }
    ofVariable[last][record] = category >>> (last * DIGIT_BITS);
  }

  /**
   * Sorts records by their digits, one after the other, each time keeping the order of equals; then
   * those of one sample before the others, the first of which is returned.
   */
  private int sort(int from, int to) {
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
    int single = 0;
    for (int record : order) {
      if (weights[record] == 1) {
        next[single++] = record;
      }
    }
    int last = single;
    for (int record : order) {
      if (weights[record] != 1) {
        next[last++] = record;
      }
    }
    arrange(next, order, from);
    return from + single;
  }

  private void arrange(int[] order, int[] scratch, int from) {
    arrange(weights, order, scratch, from);
    arrange(totals, order, scratch, from);
    arrange(firsts, order, scratch, from);
    for (int[][] ofVariable : digits) {
      for (int[] column : ofVariable) {
        arrange(column, order, scratch, from);
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
