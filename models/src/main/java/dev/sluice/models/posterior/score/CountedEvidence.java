// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.posterior.threads.Cancellation;
import dev.sluice.models.posterior.threads.Team;
import java.util.Arrays;
import java.util.List;

/**
 * The same as {@link BdeuEvidence} of samples that are counted whole, much faster: of the samples
 * without each of several parts in turn. Only the cells of a part are touched for it; counts are
 * subtracted, which is exact for whole numbers only.
 *
 * <p>Sets of few possible configurations have a table of them, which is summed over a variable for
 * the set without it. Larger ones grow by a variable at a time, and split the cells of samples that
 * agree in the variables so far; a configuration alone in its cell needs no further counting.
 *
 * <p>Threads take branches of that growth: which of the first few variables are in the set.
 */
final class CountedEvidence {
  /** The largest table takes so many cells for each record: longer than the records do. */
  private static final int CELLS_PER_RECORD = 1;

  private static final int ONE_DIGIT = 1;

  /** Cells are numbered without gaps for the sake of so many more variables, of 2^2 sets; */
  private static final int NUMBERED_FOR = 2;

  /** what is alone is settled for the sake of so many. */
  private static final int SETTLED_FOR = 3;

  /** Branches are the sets of so many places at most, */
  private static final int MOST_BRANCHING = 5;

  /** of which so many are left besides. */
  private static final int FEWEST_BESIDES = 6;

  private final CountedSamples samples;

  /** By place: the variable there. Sets are bit masks of places until they are scored. */
  private final int[] order;

  /** By place. */
  private final int[] categories;

  /** Places of variables that may be in a table, as a bit mask. */
  private final int tabled;

  private final double largestTable;

  /** By part, then by the bit mask of the set. */
  private final double[][] evidence;

  private CountedEvidence(Domain domain, CountedSamples samples, int ofAll) {
    this.samples = samples;
    order = samples.order();
    int[] byVariable = domain.categories();
    categories = Arrays.stream(order).map(variable -> byVariable[variable]).toArray();
    int ofOneDigit = 0;
    for (int place = 0; place < order.length; place++) {
      ofOneDigit |= samples.radices[order[place]].length > ONE_DIGIT ? 0 : 1 << place;
    }
    tabled = ofOneDigit;
    largestTable = Math.max(1, (double) CELLS_PER_RECORD * samples.size() / ofAll);
    evidence = new double[samples.parts.size()][1 << order.length];
  }

  /**
   * ln p(D_F) by the bit mask of F, of the samples without each of the parts in turn.
   *
   * @param ofAll how many parts there are, those left out of {@code samples} too: which these are
   *     changes no bit of the others
   */
  static List<double[]> of(
      CountedSamples samples,
      int ofAll,
      Domain domain,
      RisingFactorials risingFactorials,
      Team team) {
    CountedEvidence evidence = new CountedEvidence(domain, samples, ofAll);
    Walk[] walks = new Walk[team.size()];
    int variables = evidence.order.length;
    int branching = Math.max(0, Math.min(MOST_BRANCHING, variables - FEWEST_BESIDES));
    long steps = (long) samples.size() << variables;
    team.forEach(
        1 << branching,
        steps,
        (thread, branch) -> {
          if (walks[thread] == null) {
            walks[thread] = evidence.new Walk(risingFactorials.another());
          }
          walks[thread].branch(branch, branching);
        });
    return List.of(evidence.evidence);
  }

  /** Subsets of sets with a table have one too. */
  private boolean hasTable(int set, double configurations) {
    return configurations <= largestTable && (set & ~tabled) == 0;
  }

  /** Whether the set with the first place that it lacks, of which it would be made, has none. */
  private boolean isLargestTable(int set, double configurations) {
    int missing = Integer.numberOfTrailingZeros(~set);
    return missing == categories.length
        || !hasTable(set | (1 << missing), configurations * categories[missing]);
  }

  /** What one thread needs to score sets one after the other. */
  private final class Walk {
    private final RisingFactorials risingFactorials;

    /** By number of variables. */
    private final LiveRecords[] grown = new LiveRecords[categories.length + 1];

    /** By number of variables dropped. */
    private final CountTables[] tables = new CountTables[categories.length + 1];

    private final double[] sums = new double[samples.parts.size()];

    Walk(RisingFactorials risingFactorials) {
      this.risingFactorials = risingFactorials;
      grown[0] = LiveRecords.of(samples);
      for (int level = 0; level < grown.length; level++) {
        tables[level] = new CountTables(sums.length, categories.length);
        if (level > 0) {
          grown[level] = grown[0].another();
        }
      }
    }

    /** Scores {@code first} and the sets that have places from {@code next} on besides. */
    void branch(int first, int next) {
      int set = 0;
      int level = 0;
      double configurations = 1;
      for (int rest = first; rest != 0; rest &= rest - 1) {
        int place = Integer.numberOfTrailingZeros(rest);
        set |= 1 << place;
        configurations *= categories[place];
        grown[level + 1].split(grown[level], order[place]);
        level++;
        if (set != first && !hasTable(set, configurations)) {
          grown[level].compact();
        }
      }
      visit(set, level, next, configurations);
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
        int left = categories.length - next;
        if (left >= NUMBERED_FOR) {
          grown[level].settle(left >= SETTLED_FOR);
        }
      }
      for (int place = next; place < categories.length; place++) {
        grown[level + 1].split(grown[level], order[place]);
        visit(set | (1 << place), level + 1, place + 1, configurations * categories[place]);
      }
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
}
