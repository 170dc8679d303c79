// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural.conditional;

import dev.sluice.models.domain.Domain;
import java.util.Arrays;

/**
 * What networks p(variable given some of the others) look like, and where their weights lie.
 *
 * <p>The network of variable j adds one row of H weights per parent to a bias: for a categorical
 * parent the row of its category, for a continuous one its value times a row and, where {@code
 * presence} is set, a second row as it is. A masked parent adds nothing. A leaky rectified linear
 * unit follows, then {@code layers} times a product with an H x H matrix and another unit, then a
 * product to the outputs: a score for each category, or mean and ln of the standard deviation.
 *
 * <p>The weights of all networks lie in one array, variable after variable: the rows of parent 0,
 * of parent 1 and so on, the bias of H; for each layer its matrix (input by output) and bias; the
 * outputs' rows of H and their biases.
 *
 * @param domain number and kind of the variables
 * @param hidden width H, a multiple of 4
 * @param layers number of H x H layers, at least 0
 * @param presence whether a network sees which continuous parents it has
 * @param constantSpread whether the standard deviation of a continuous variable does not depend on
 *     its parents
 */
public record NetworkShape(
    Domain domain, int hidden, int layers, boolean presence, boolean constantSpread) {

  /** Outputs of a Gaussian head: mean and ln of the standard deviation. */
  static final int GAUSSIAN_OUTPUTS = 2;

  /**
   * Checks the widths.
   *
   * @throws IllegalArgumentException naming what is out of range
   */
  public NetworkShape {
    if (hidden < Products.ROWS_ADDED || hidden % Products.ROWS_ADDED != 0) {
      throw new IllegalArgumentException("hidden must be a multiple of 4: " + hidden);
    }
    if (layers < 0) {
      throw new IllegalArgumentException("layers must be at least 0: " + layers);
    }
  }

  /** The number of variables N. */
  int variables() {
    return domain.dimension();
  }

  /** Outputs of the network of each variable. */
  int[] outputs() {
    if (domain.isCategorical()) {
      return domain.categories();
    }
    int[] outputs = new int[variables()];
    Arrays.fill(outputs, GAUSSIAN_OUTPUTS);
    return outputs;
  }

  /** Where the rows of each parent begin among all rows of a network, and at last their number. */
  int[] firstRow() {
    int[] categories = domain.categories();
    int[] first = new int[variables() + 1];
    for (int i = 0; i < variables(); i++) {
      int rows = domain.isCategorical() ? categories[i] : presence ? 2 : 1;
      first[i + 1] = first[i] + rows;
    }
    return first;
  }

  /** Where the weights of each network begin, and at last their number. */
  int[] firstWeight() {
    int rows = firstRow()[variables()];
    int[] outputs = outputs();
    long[] first = new long[variables() + 1];
    for (int j = 0; j < variables(); j++) {
      first[j + 1] =
          first[j]
              + (rows + 1L) * hidden
              + layers * (hidden + 1L) * hidden
              + outputs[j] * (hidden + 1L);
    }
    int[] checked = new int[first.length];
    for (int j = 0; j < first.length; j++) {
      checked[j] = Math.toIntExact(first[j]);
    }
    return checked;
  }

  /**
   * The number of weights of all networks.
   *
   * @throws ArithmeticException if they are more than an array can hold
   */
  public int size() {
    return firstWeight()[variables()];
  }

  /** The parts of a network's weights. */
  public enum Part {
    /** A row of {@link #hidden} for each category or value of a parent. */
    PARENTS,
    /** Inputs by outputs of a layer between the parents and the outputs. */
    LAYER,
    /** Outputs by {@link #hidden}. */
    OUTPUTS,
    /** A bias for each unit or output, in one row. */
    BIAS
  }

  /** Sees one part of the weights. */
  public interface PartVisitor {
    /**
     * Sees a matrix that lies row by row.
     *
     * @param variable whose network it belongs to
     * @param from place of its first weight
     */
    void visit(Part part, int variable, int from, int rows, int columns);
  }

  /** Goes through all weights, part after part, in the order in which they lie. */
  public void forEachPart(PartVisitor visitor) {
    int parentRows = firstRow()[variables()];
    int[] outputs = outputs();
    int[] first = firstWeight();
    for (int j = 0; j < variables(); j++) {
      int at = first[j];
      visitor.visit(Part.PARENTS, j, at, parentRows, hidden);
      at += parentRows * hidden;
      visitor.visit(Part.BIAS, j, at, 1, hidden);
      at += hidden;
      for (int layer = 0; layer < layers; layer++) {
        visitor.visit(Part.LAYER, j, at, hidden, hidden);
        at += hidden * hidden;
        visitor.visit(Part.BIAS, j, at, 1, hidden);
        at += hidden;
      }
      visitor.visit(Part.OUTPUTS, j, at, outputs[j], hidden);
      at += outputs[j] * hidden;
      visitor.visit(Part.BIAS, j, at, 1, outputs[j]);
    }
  }
}
