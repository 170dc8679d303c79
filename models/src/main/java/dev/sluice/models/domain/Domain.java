// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.domain;

import java.util.Arrays;

/**
 * What one draw of all variables looks like: d real numbers, or d category indices.
 *
 * @param dimension the number of variables d
 * @param categories the number of categories of each variable; empty if the variables are
 *     continuous
 */
public record Domain(int dimension, int[] categories) {
  /** The largest number of variables. Methods may go less far, and say so. */
  public static final int MAX_VARIABLES = 200;

  /** Used bits of one word of a configuration: no word is negative. */
  private static final int WORD_BITS = 62;

  /**
   * Copies {@code categories}.
   *
   * @throws IllegalArgumentException if the numbers of variables or categories make no sense
   */
  public Domain {
    if (dimension < 1 || dimension > MAX_VARIABLES) {
      throw new IllegalArgumentException(
          "variables must be 1 to " + MAX_VARIABLES + ": " + dimension);
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
   * The joint configuration {@code values}, packed: {@link #bits} bits per variable, variable 0
   * lowest in word 0; a variable that does not fit into a word begins the next.
   */
  public long[] configuration(double[] values) {
    long[] words = new long[configurationWords()];
    int word = 0;
    int used = 0;
    for (int variable = 0; variable < dimension; variable++) {
      int bits = bits(categories[variable]);
      if (used + bits > WORD_BITS) {
        word++;
        used = 0;
      }
      words[word] |= (long) values[variable] << used;
      used += bits;
    }
    return words;
  }

  /** How many words a joint configuration takes, at least 1. */
  public int configurationWords() {
    int words = 1;
    int used = 0;
    for (int ofVariable : categories) {
      used += bits(ofVariable);
      if (used > WORD_BITS) {
        words++;
        used = bits(ofVariable);
      }
    }
    return words;
  }

  /** By variable: the words of a joint configuration in which only its own bits are set. */
  public long[][] configurationMasks() {
    long[][] masks = new long[dimension][configurationWords()];
    double[] largest = new double[dimension];
    for (int variable = 0; variable < dimension; variable++) {
      largest[variable] = (1L << bits(categories[variable])) - 1;
      masks[variable] = configuration(largest);
      largest[variable] = 0;
    }
    return masks;
  }

  /**
   * The category of a variable in a packed joint configuration.
   *
   * @param configurations of which one begins at {@code at}
   * @param masks of the variable, of {@link #configurationMasks}
   */
  public static int category(long[] configurations, int at, long[] masks) {
    int category = 0;
    for (int word = 0; word < masks.length; word++) {
      // all but one of the masks are 0
      long mask = masks[word];
      category |= (int) ((configurations[at + word] & mask) >>> Long.numberOfTrailingZeros(mask));
    }
    return category;
  }

  /** Bits that hold the indices of {@code categories} categories. */
  public static int bits(int categories) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(categories - 1);
  }

  /** Refuses a draw that does not belong to this domain. */
  public void check(double[] values, VariableSet targets) {
    if (values.length != dimension) {
      throw new IllegalArgumentException(
          "%d values for %d variables".formatted(values.length, dimension));
    }
    if (targets.length() > dimension) {
      throw new IllegalArgumentException(
          "targets name a variable beyond the %d of the domain: %s".formatted(dimension, targets));
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
    for (int variable = 0; variable < categories.length; variable++) {
      if (categories[variable] < 1) {
        throw new IllegalArgumentException(
            "categories[%d] must be at least 1: %d".formatted(variable, categories[variable]));
      }
    }
  }
}
