// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.DirichletSampler;

/**
 * A conditional probability table p(category given the parents' categories), all with the same
 * number of categories K. Rows are numbered by configuration: the parents' categories as digits,
 * the lowest parent least significant.
 *
 * <p>In a table that is {@link #draw drawn}, a row is 0.9 times a draw from a symmetric Dirichlet
 * distribution plus 0.1 / K, so that every category keeps occurring. Its concentration is 0.5 where
 * there are parents, so that rows differ, and 5 for the single row without parents, so that a root
 * is seen in all its categories. A table is drawn again until it depends clearly on every parent:
 * two rows that differ by one step of that parent alone have a total variation distance of at least
 * 0.3 on average.
 */
final class ConditionalTable {
  private static final int MAX_ENTRIES = 1_000_000;
  private static final double CONCENTRATION = 0.5;
  private static final double ROOT_CONCENTRATION = 5;
  private static final double UNIFORM_SHARE = 0.1;
  private static final double MIN_EFFECT = 0.3;

  private final int categories;
  private final double[][] rows;

  private ConditionalTable(int categories, double[][] rows) {
    this.categories = categories;
    this.rows = rows;
  }

  /**
   * Draws a table.
   *
   * @throws IllegalArgumentException if it would have more than a million entries
   */
  static ConditionalTable draw(int categories, int parents, UniformRandomProvider random) {
    int rows = rowCount(categories, parents);
    ConditionalTable table;
    do {
      table = candidate(categories, parents, rows, random);
    } while (!table.dependsOnAll(parents));
    return table;
  }

  /**
   * Draws a table whose rows are uniform on the simplex: Dirichlet(1), as in Bengio et al., "A
   * meta-transfer objective for learning to disentangle causal mechanisms" (ICLR 2020).
   *
   * @throws IllegalArgumentException if it would have more than a million entries
   */
  static ConditionalTable drawUniformly(int categories, int parents, UniformRandomProvider random) {
    DirichletSampler dirichlet = DirichletSampler.symmetric(random, categories, 1);
    return of(categories, parents, row -> dirichlet.sample());
  }

  private static ConditionalTable candidate(
      int categories, int parents, int rowCount, UniformRandomProvider random) {
    double concentration = parents == 0 ? ROOT_CONCENTRATION : CONCENTRATION;
    DirichletSampler dirichlet = DirichletSampler.symmetric(random, categories, concentration);
    double[][] rows = new double[rowCount][];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = dirichlet.sample();
      for (int k = 0; k < categories; k++) {
        rows[r][k] = (1 - UNIFORM_SHARE) * rows[r][k] + UNIFORM_SHARE / categories;
      }
    }
    return new ConditionalTable(categories, rows);
  }

  /**
   * A table whose row of each configuration is computed.
   *
   * @throws IllegalArgumentException if it would have more than a million entries
   */
  static ConditionalTable of(int categories, int parents, IntFunction<double[]> row) {
    double[][] rows =
        IntStream.range(0, rowCount(categories, parents)).mapToObj(row).toArray(double[][]::new);
    return new ConditionalTable(categories, rows);
  }

  /** A table with as many rows, in which all categories are as likely whatever the parents. */
  ConditionalTable uniform() {
    double[] row = new double[categories];
    Arrays.fill(row, 1.0 / categories);
    double[][] uniform = new double[rows.length][];
    Arrays.fill(uniform, row);
    return new ConditionalTable(categories, uniform);
  }

  /** The mixture (1 - weight) this + weight other of two tables of the same size. */
  ConditionalTable blend(ConditionalTable other, double weight) {
    double[][] mixed = new double[rows.length][categories];
    for (int r = 0; r < rows.length; r++) {
      for (int k = 0; k < categories; k++) {
        mixed[r][k] = (1 - weight) * rows[r][k] + weight * other.rows[r][k];
      }
    }
    return new ConditionalTable(categories, mixed);
  }

  /** Probability of each category, given the parents' configuration. */
  double[] row(int configuration) {
    return rows[configuration].clone();
  }

  /** Probability of one category. */
  double probability(int configuration, int category) {
    return rows[configuration][category];
  }

  int rowCount() {
    return rows.length;
  }

  /** The category at which the cumulative probabilities of a row pass a uniform number. */
  int category(int configuration, double uniform) {
    double[] row = rows[configuration];
    double rest = uniform;
    for (int k = 0; k < categories - 1; k++) {
      rest -= row[k];
      if (rest < 0) {
        return k;
      }
    }
    return categories - 1;
  }

  private boolean dependsOnAll(int parents) {
    for (int parent = 0; parent < parents; parent++) {
      if (effect(parent) < MIN_EFFECT) {
        return false;
      }
    }
    return true;
  }

  /** Mean total variation distance between rows one step of a parent apart. */
  double effect(int parent) {
    int step = power(categories, parent);
    double sum = 0;
    int pairs = 0;
    for (int r = 0; r + step < rows.length; r++) {
      if (r / step % categories < categories - 1) {
        sum += totalVariation(rows[r], rows[r + step]);
        pairs++;
      }
    }
    return sum / pairs;
  }

  private static double totalVariation(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += Math.abs(a[k] - b[k]);
    }
    return sum / 2;
  }

  private static int rowCount(int categories, int parents) {
    if (Math.pow(categories, parents + 1.0) > MAX_ENTRIES) {
      throw new IllegalArgumentException(
          "a table of %d^%d rows is larger than %d entries"
              .formatted(categories, parents, MAX_ENTRIES));
    }
    return power(categories, parents);
  }

  private static int power(int base, int exponent) {
    int power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= base;
    }
    return power;
  }
}
