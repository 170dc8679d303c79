// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import dev.sluice.models.domain.Domain;
import java.util.Arrays;
import java.util.List;

/**
 * The same as {@link BdeuEvidence} of samples that are counted whole, much faster: of all samples,
 * or of those without each of several parts in turn. Only the cells of a part are touched for it;
 * counts are subtracted, which is exact for whole numbers only.
 *
 * <p>Sets of few possible configurations have a table of them, which is summed over a variable for
 * the set without it. Larger ones grow by a variable at a time, and split the cells of samples that
 * agree in the variables so far; a configuration alone in its cell needs no further counting.
 */
final class CountedEvidence {
  /** The largest table takes so many cells for each record: about as long as the records do. */
  private static final int CELLS_PER_RECORD = 3;

  private static final int ONE_DIGIT = 1;

  private final CountedSamples samples;

  /** By place: the variable there. Sets are bit masks of places until they are scored. */
  private final int[] order;

  /** By place. */
  private final int[] categories;

  private final RisingFactorials risingFactorials;

  /** By number of variables. */
  private final LiveRecords[] grown;

  /** By number of variables dropped. */
  private final CountTables[] tables;

  private final double largestTable;
  private final double[] sums;

  /** By part, then by the bit mask of the set. */
  private final double[][] evidence;

  private CountedEvidence(
      Domain domain, CountedSamples samples, RisingFactorials risingFactorials) {
    this.samples = samples;
    this.risingFactorials = risingFactorials;
    int variables = domain.dimension();
    order = samples.order();
    int[] byVariable = domain.categories();
    categories = Arrays.stream(order).map(variable -> byVariable[variable]).toArray();
    int sets = Math.max(1, samples.parts());
    grown = new LiveRecords[variables + 1];
    tables = new CountTables[variables + 1];
    grown[0] = LiveRecords.of(samples);
    for (int level = 0; level <= variables; level++) {
      tables[level] = new CountTables(sets, variables);
      if (level > 0) {
        grown[level] = grown[0].another();
      }
    }
    largestTable = Math.max(1, (double) CELLS_PER_RECORD * samples.weights.length / sets);
    sums = new double[sets];
    evidence = new double[sets][1 << variables];
  }

  /**
   * ln p(D_F) by the bit mask of F, of the samples without each of the parts in turn; of all
   * samples if there are no parts.
   */
  static List<double[]> of(
      CountedSamples samples, Domain domain, RisingFactorials risingFactorials) {
    CountedEvidence evidence = new CountedEvidence(domain, samples, risingFactorials);
    evidence.visit(0, 0, 0, 1);
    return List.of(evidence.evidence);
  }

  /**
   * Scores {@code set}, whose records were just put at {@code level}, and those that have places
   * from {@code next} on besides.
   */
  private void visit(int set, int level, int next, double configurations) {
    Cancellation.check();
    if (hasTable(set, configurations)) {
      if (isLargestTable(set, configurations)) {
        tables[0].count(samples, grown[level].cells, set, categories);
        shrink(set, 0, configurations);
      }
    } else {
      grown[level].sum(risingFactorials.of(configurations), sums);
      put(set);
      if (next < categories.length) {
        grown[level].settle();
      }
    }
    for (int place = next; place < categories.length; place++) {
      grown[level + 1].split(grown[level], order[place]);
      visit(set | (1 << place), level + 1, place + 1, configurations * categories[place]);
    }
  }

  /** Subsets of sets with a table have one too. */
  private boolean hasTable(int set, double configurations) {
    if (configurations > largestTable) {
      return false;
    }
    for (int rest = set; rest != 0; rest &= rest - 1) {
      int variable = order[Integer.numberOfTrailingZeros(rest)];
      if (samples.radices[variable].length > ONE_DIGIT) {
        return false;
      }
    }
    return true;
  }

  /** Whether the set with the first place that it lacks, of which it would be made, has none. */
  private boolean isLargestTable(int set, double configurations) {
    int missing = Integer.numberOfTrailingZeros(~set);
    return missing == categories.length
        || !hasTable(set | (1 << missing), configurations * categories[missing]);
  }

  /** Scores {@code set}, whose table is at {@code level}, and all that are made of it. */
  private void shrink(int set, int level, double configurations) {
    tables[level].sum(risingFactorials.of(configurations), sums);
    put(set);
    for (int place = 0; (set >>> place & 1) != 0; place++) {
      tables[level + 1].dropFrom(tables[level], place);
      shrink(set & ~(1 << place), level + 1, configurations / categories[place]);
    }
  }

  private void put(int set) {
    int variables = 0;
    for (int rest = set; rest != 0; rest &= rest - 1) {
      variables |= 1 << order[Integer.numberOfTrailingZeros(rest)];
    }
    for (int i = 0; i < sums.length; i++) {
      evidence[i][variables] = sums[i];
    }
  }
}
