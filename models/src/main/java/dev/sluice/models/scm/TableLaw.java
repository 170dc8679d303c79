// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A conditional probability table whose variables may differ in their numbers of categories. Rows
 * are numbered by configuration: the parents' categories as digits, the last parent least
 * significant.
 */
public final class TableLaw implements ConditionalLaw {
  private static final double MAX_LOGIT = 2.5;

  private final int[] parents;
  private final int[] radices;
  private final double[][] rows;

  private TableLaw(int[] parents, int[] radices, double[][] rows) {
    this.parents = parents;
    this.radices = radices;
    this.rows = rows;
  }

  /**
   * A table.
   *
   * @param parents in the order of digits
   * @param categories of all variables
   * @param rows {@code [configuration][category]}; not copied
   */
  public static TableLaw of(int[] parents, int[] categories, double[][] rows) {
    int[] radices = Arrays.stream(parents).map(parent -> categories[parent]).toArray();
    if (rows.length != Arrays.stream(radices).asLongStream().reduce(1, Math::multiplyExact)) {
      throw new IllegalArgumentException(
          "%d rows for parents of %s categories".formatted(rows.length, Arrays.toString(radices)));
    }
    return new TableLaw(parents.clone(), radices, rows);
  }

  /**
   * A table of the same size whose rows are softmax of logits uniform on (-2.5, 2.5): what the code
   * of Ke et al. (arXiv 1910.01075) puts in the place of a table that is intervened on.
   */
  public TableLaw redrawn(UniformRandomProvider random) {
    double[][] others = new double[rows.length][];
    for (int row = 0; row < rows.length; row++) {
      others[row] =
          Softmax.inPlace(random.doubles(rows[row].length, -MAX_LOGIT, MAX_LOGIT).toArray());
    }
    return new TableLaw(parents, radices, others);
  }

  /** The table of another law, of whose parents there are not many configurations. */
  static TableLaw tabulate(ConditionalLaw law, int[] parents, int[] categories) {
    int[] radices = Arrays.stream(parents).map(parent -> categories[parent]).toArray();
    double[][] rows = new double[Arrays.stream(radices).reduce(1, Math::multiplyExact)][];
    double[] values = new double[categories.length];
    for (int row = 0; row < rows.length; row++) {
      int digits = row;
      for (int i = parents.length - 1; i >= 0; i--) {
        values[parents[i]] = digits % radices[i];
        digits /= radices[i];
      }
      rows[row] = law.probabilities(values);
    }
    return new TableLaw(parents, radices, rows);
  }

  @Override
  public double[] probabilities(double[] values) {
    int row = 0;
    for (int i = 0; i < parents.length; i++) {
      row = row * radices[i] + (int) values[parents[i]];
    }
    return rows[row];
  }
}
