// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.learner;

import dev.sluice.models.domain.Domain;
import java.util.stream.IntStream;

/**
 * A conditional probability table with the Krichevsky-Trofimov prior: Dirichlet with 1/2 per cell,
 * independent rows. The predictive probability of a cell is (n + 1/2) / (N + cells / 2).
 *
 * <p>A row is {@code [unit, total, count of each cell]}. A new observation weighs {@code unit};
 * forgetting lets the unit grow instead of letting all counts of the row shrink, so that it takes
 * the same time whatever the number of cells.
 */
public final class DirichletTable implements Mechanism {
  private static final double PRIOR = 0.5;
  private static final int UNIT = 0;
  private static final int TOTAL = 1;
  private static final int COUNTS = 2;

  /** Beyond this a row is brought back to unit 1. */
  private static final double LARGE_UNIT = 1e100;

  private final int[] block;
  private final int[] predictors;
  private final double[] blockStrides;
  private final double[] predictorStrides;
  private final int cells;
  private final int rows;

  /**
   * A table.
   *
   * @param block mask of the variables whose joint configuration is a cell
   * @param predictors mask of the variables whose joint configuration is a row
   * @param categories of all variables
   */
  DirichletTable(long block, long predictors, int[] categories) {
    this.block = members(block);
    this.predictors = members(predictors);
    cells = Domain.configurations(block, categories);
    blockStrides = strides(this.block, categories, 1);
    predictorStrides = strides(this.predictors, categories, COUNTS + (double) cells);
    rows = Domain.configurations(predictors, categories);
  }

  /** The doubles that a table takes, which may be more than an array holds. */
  static double size(long block, long predictors, int[] categories) {
    return (COUNTS + (double) Domain.configurations(block, categories))
        * Domain.configurations(predictors, categories);
  }

  private static int[] members(long mask) {
    return IntStream.range(0, Long.SIZE).filter(i -> (mask >>> i & 1) != 0).toArray();
  }

  @Override
  public int size() {
    return rows * (COUNTS + cells);
  }

  @Override
  public void initialise(double[] parameters, int at) {
    for (int row = 0; row < rows; row++) {
      parameters[at + row * (COUNTS + cells) + UNIT] = 1;
    }
  }

  @Override
  public double loss(double[] parameters, int at, double[] sample) {
    int row = row(at, sample);
    double prior = PRIOR * parameters[row + UNIT];
    return Math.log(
        (parameters[row + TOTAL] + prior * cells)
            / (parameters[row + COUNTS + cell(sample)] + prior));
  }

  @Override
  public double entropy(double[] parameters, int at, double[] sample) {
    int row = row(at, sample);
    double prior = PRIOR * parameters[row + UNIT];
    double total = parameters[row + TOTAL] + prior * cells;
    double sum = 0;
    for (int cell = 0; cell < cells; cell++) {
      double weight = parameters[row + COUNTS + cell] + prior;
      sum += weight * Math.log(weight);
    }
    return Math.log(total) - sum / total;
  }

  /**
   * The share of the row's observations in lower cells and half of that in the own one, less 1/2: a
   * sequential rank, in which the prior has no say.
   */
  @Override
  public double residual(double[] parameters, int at, double[] sample) {
    int row = row(at, sample);
    int own = cell(sample);
    double below = parameters[row + COUNTS + own] / 2;
    for (int cell = 0; cell < own; cell++) {
      below += parameters[row + COUNTS + cell];
    }
    return parameters[row + TOTAL] == 0 ? 0 : below / parameters[row + TOTAL] - 0.5;
  }

  @Override
  public void observe(double[] parameters, int at, double[] sample, double memory) {
    int row = row(at, sample);
    if (memory != Double.POSITIVE_INFINITY) {
      forget(parameters, row, memory);
    }
    double unit = parameters[row + UNIT];
    parameters[row + TOTAL] += unit;
    parameters[row + COUNTS + cell(sample)] += unit;
  }

  private void forget(double[] parameters, int row, double memory) {
    double unit = parameters[row + UNIT] / (1 - 1 / memory);
    if (parameters[row + TOTAL] > (memory - 1) * unit) {
      unit = parameters[row + TOTAL] / (memory - 1); // it remembered more until now
    }
    if (unit > LARGE_UNIT) {
      for (int i = TOTAL; i < COUNTS + cells; i++) {
        parameters[row + i] /= unit;
      }
      unit = 1;
    }
    parameters[row + UNIT] = unit;
  }

  @Override
  public void restart(double[] parameters, int at, double evidence) {
    double weight = 0;
    for (int row = at; row < at + size(); row += COUNTS + cells) {
      weight += parameters[row + TOTAL] / parameters[row + UNIT];
    }
    if (weight > evidence) {
      for (int row = at; row < at + size(); row += COUNTS + cells) {
        for (int i = TOTAL; i < COUNTS + cells; i++) {
          parameters[row + i] *= evidence / weight;
        }
      }
    }
  }

  /** Of the logits: log probabilities, centred in each row. */
  @Override
  public double distance(double[] from, double[] to, int at) {
    double distance = 0;
    for (int row = at; row < at + size(); row += COUNTS + cells) {
      double sum = 0;
      double squares = 0;
      for (int cell = 0; cell < cells; cell++) {
        double moved = logWeight(to, row, cell) - logWeight(from, row, cell);
        sum += moved;
        squares += moved * moved;
      }
      distance += squares - sum * sum / cells;
    }
    return distance;
  }

  private static double logWeight(double[] parameters, int row, int cell) {
    double unit = parameters[row + UNIT];
    return Math.log(parameters[row + COUNTS + cell] / unit + PRIOR);
  }

  private int row(int at, double[] sample) {
    return at + index(predictors, predictorStrides, sample);
  }

  private int cell(double[] sample) {
    return block.length == 1 ? (int) sample[block[0]] : index(block, blockStrides, sample);
  }

  /**
   * What one category more of each variable adds to the place of a joint configuration, if one
   * takes so many places.
   */
  private static double[] strides(int[] variables, int[] categories, double size) {
    double[] strides = new double[variables.length];
    double stride = size;
    for (int k = variables.length - 1; k >= 0; k--) {
      strides[k] = stride;
      stride *= categories[variables[k]];
    }
    return strides;
  }

  /** In doubles, as the categories are, so that only the result has to be converted. */
  private static int index(int[] variables, double[] strides, double[] sample) {
    double index = 0;
    for (int k = 0; k < variables.length; k++) {
      index += strides[k] * sample[variables[k]];
    }
    return (int) index;
  }
}
