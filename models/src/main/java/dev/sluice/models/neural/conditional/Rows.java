// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural.conditional;

import dev.sluice.models.domain.Domain;
import java.util.Arrays;

/**
 * Draws of all variables as networks read them. Immutable.
 *
 * <p>Continuous values are told in units of a given scale from a given origin, so that what
 * networks learn depends on neither unit nor origin.
 */
public final class Rows {
  private final int count;
  private final int variables;
  private final int[] firstRow;

  /** By draw and variable: the row of weights of its category; of continuous ones of its value. */
  private final int[] weightRow;

  /** By draw and variable; null if categorical. */
  private final float[] values;

  private Rows(int count, int variables, int[] firstRow, int[] weightRow, float[] values) {
    this.count = count;
    this.variables = variables;
    this.firstRow = firstRow;
    this.weightRow = weightRow;
    this.values = values;
  }

  /**
   * Draws of categorical variables, or of continuous ones in their own units.
   *
   * @param draws a value per variable each; a category is its index from 0
   */
  public static Rows of(NetworkShape shape, double[][] draws) {
    double[] unit = new double[shape.variables()];
    Arrays.fill(unit, 1);
    return of(shape, draws, new double[shape.variables()], unit);
  }

  /**
   * Draws of continuous variables about an origin, in units of a scale; neither concerns
   * categorical ones.
   *
   * @param draws a value per variable each
   * @param origin by variable
   * @param scale by variable, above 0
   */
  public static Rows of(NetworkShape shape, double[][] draws, double[] origin, double[] scale) {
    Domain domain = shape.domain();
    int n = domain.dimension();
    int[] firstRow = shape.firstRow();
    int[] weightRow = new int[draws.length * n];
    float[] values = domain.isCategorical() ? null : new float[draws.length * n];
    for (int r = 0; r < draws.length; r++) {
      for (int i = 0; i < n; i++) {
        double value = draws[r][i];
        if (values == null) {
          weightRow[r * n + i] = firstRow[i] + (int) value;
        } else {
          weightRow[r * n + i] = firstRow[i];
          values[r * n + i] = (float) ((value - origin[i]) / scale[i]);
        }
      }
    }
    return new Rows(draws.length, n, firstRow, weightRow, values);
  }

  /** The number of draws. */
  public int count() {
    return count;
  }

  /** The row of weights of a value, among those of one network. */
  int weightRow(int draw, int variable) {
    return weightRow[draw * variables + variable];
  }

  /** A category, by its index from 0. */
  int category(int draw, int variable) {
    return weightRow[draw * variables + variable] - firstRow[variable];
  }

  boolean continuous() {
    return values != null;
  }

  /** A continuous value. */
  float value(int draw, int variable) {
    return values[draw * variables + variable];
  }
}
