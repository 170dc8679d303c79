// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.domain;

import dev.sluice.models.graph.Dag;
import java.util.Arrays;

/**
 * What one draw of all variables looks like: d real numbers, or d category indices.
 *
 * @param dimension the number of variables d
 * @param categories the number of categories of each variable; empty if the variables are
 *     continuous
 */
public record Domain(int dimension, int[] categories) {
  /** A joint configuration is one non-negative long. */
  static final int MAX_CONFIGURATION_BITS = 62;

  /**
   * Copies {@code categories}.
   *
   * @throws IllegalArgumentException if the numbers of variables or categories make no sense, or a
   *     joint configuration does not fit into {@value #MAX_CONFIGURATION_BITS} bits
   */
  public Domain {
    if (dimension < 1 || dimension > Dag.MAX_NODES) {
      throw new IllegalArgumentException(
          "variables must be 1 to " + Dag.MAX_NODES + ": " + dimension);
    }
    if (categories.length != 0 && categories.length != dimension) {
      throw new IllegalArgumentException(
          "%d numbers of categories for %d variables".formatted(categories.length, dimension));
    }
    categories = categories.clone();
    checkCategories(categories);
  }

  /** A domain of {@code dimension} real variables. */
  public static Domain continuous(int dimension) {
    return new Domain(dimension, new int[0]);
  }

  /** A domain of categorical variables with the given numbers of categories. */
  public static Domain categorical(int... categories) {
    return new Domain(categories.length, categories);
  }

  /** Whether the variables are categorical (else continuous). */
  public boolean isCategorical() {
    return categories.length != 0;
  }

  /** The number of categories of each variable (a copy); empty if continuous. */
  @Override
  public int[] categories() {
    return categories.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Domain domain
        && dimension == domain.dimension
        && Arrays.equals(categories, domain.categories);
  }

  @Override
  public int hashCode() {
    return 31 * dimension + Arrays.hashCode(categories);
  }

  @Override
  public String toString() {
    return isCategorical()
        ? "Domain(categorical " + Arrays.toString(categories) + ")"
        : "Domain(continuous " + dimension + ")";
  }

  /**
   * The joint configuration {@code values} packed into one number: {@link #bits} bits per variable,
   * variable 0 lowest.
   */
  public long configuration(double[] values) {
    long configuration = 0;
    for (int variable = dimension - 1; variable >= 0; variable--) {
      configuration = configuration << bits(categories[variable]) | (long) values[variable];
    }
    return configuration;
  }

  /** Bits that hold the indices of {@code categories} categories. */
  public static int bits(int categories) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(categories - 1);
  }

  /** Refuses a draw that does not belong to this domain. */
  public void check(double[] values, long targets) {
    if (values.length != dimension) {
      throw new IllegalArgumentException(
          "%d values for %d variables".formatted(values.length, dimension));
    }
    if ((targets & ~everyVariable(dimension)) != 0) {
      throw new IllegalArgumentException(
          "targets name a variable beyond the %d of the domain: mask %s"
              .formatted(dimension, Long.toBinaryString(targets)));
    }
    for (int variable = 0; variable < dimension; variable++) {
      checkValue(variable, values[variable]);
    }
  }

  private void checkValue(int variable, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("values[%d] is not a number".formatted(variable));
    }
    if (isCategorical() && !(value >= 0 && value < categories[variable] && value == (int) value)) {
      throw new IllegalArgumentException(
          "values[%d] is not a category 0 to %d: %s"
              .formatted(variable, categories[variable] - 1, value));
    }
  }

  /** The mask of all of {@code d} variables. */
  public static long everyVariable(int d) {
    return d == Long.SIZE ? -1L : (1L << d) - 1;
  }

  /**
   * The number of joint configurations of a set of variables; the largest int if more.
   *
   * @param variables their mask
   * @param categories of all variables
   */
  public static int configurations(long variables, int[] categories) {
    double product = 1;
    for (long rest = variables; rest != 0; rest &= rest - 1) {
      product *= categories[Long.numberOfTrailingZeros(rest)];
    }
    return (int) Math.min(product, Integer.MAX_VALUE);
  }

  private static void checkCategories(int[] categories) {
    int bits = 0;
    for (int variable = 0; variable < categories.length; variable++) {
      if (categories[variable] < 1) {
        throw new IllegalArgumentException(
            "categories[%d] must be at least 1: %d".formatted(variable, categories[variable]));
      }
      bits += bits(categories[variable]);
    }
    if (bits > MAX_CONFIGURATION_BITS) {
      throw new IllegalArgumentException(
          "a joint configuration of categories %s takes %d bits, more than %d"
              .formatted(Arrays.toString(categories), bits, MAX_CONFIGURATION_BITS));
    }
  }
}
