// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural;

import dev.sluice.models.domain.Domain;
import java.util.ArrayList;
import java.util.List;

/**
 * The layers of a {@link MaskedNetwork}: two products of matrices forward, three more backward,
 * whatever its masks are.
 */
record Layers(Encoding encoding, Connections connections) {
  private static final double LEAK = 0.1;

  /** A block for each variable, given the masks of their predictors. */
  static Layers modular(Domain domain, long[] predictors) {
    Encoding encoding = Encoding.of(domain);
    return of(HiddenUnit.modular(predictors, encoding.blockWidth()), encoding);
  }

  /** One trunk for all variables, whose number of weights is as close to {@code size} as can be. */
  static Layers autoregressive(Domain domain, int[] order, int size) {
    Encoding encoding = Encoding.of(domain);
    List<HiddenUnit> units = new ArrayList<>();
    int missing = size - encoding.outputs().length;
    HiddenUnit next = HiddenUnit.autoregressive(order, 0);
    do {
      units.add(next);
      missing -= encoding.weights(next);
      next = HiddenUnit.autoregressive(order, units.size());
    } while (2 * missing > encoding.weights(next));
    return of(units, encoding);
  }

  private static Layers of(List<HiddenUnit> units, Encoding encoding) {
    return new Layers(encoding, new Connections(units, encoding));
  }

  /** One row of outputs per sample. */
  Matrix outputs(double[] parameters, double[][] samples) {
    Matrix hidden = hidden(parameters, encoding.encode(samples));
    return hidden.times(connections.intoOutputs(parameters));
  }

  /**
   * The gradient of the mean loss of the samples in each weight: of the sum over all terms, which
   * for a weight of one block is that of its own term.
   */
  double[] gradient(double[] parameters, double[][] samples) {
    Matrix inputs = encoding.encode(samples);
    Matrix intoOutputs = connections.intoOutputs(parameters);
    Matrix hidden = hidden(parameters, inputs);
    Matrix outputs = hidden.times(intoOutputs);
    Matrix byOutput = encoding.gradient(outputs, samples);
    Matrix byHidden = byOutput.timesTranspose(intoOutputs);
    return connections.weights(
        inputs.transposeTimes(beforeActivation(byHidden, hidden)), hidden.transposeTimes(byOutput));
  }

  private Matrix hidden(double[] parameters, Matrix inputs) {
    return activate(inputs.times(connections.intoHidden(parameters)));
  }

  /** Leaky rectified linear units, and a one at the end of each row that carries the biases. */
  private static Matrix activate(Matrix sums) {
    int columns = sums.columns();
    Matrix hidden = Matrix.zero(sums.rows(), columns + 1);
    for (int s = 0; s < sums.rows(); s++) {
      for (int h = 0; h < columns; h++) {
        double sum = sums.values()[s * columns + h];
        hidden.values()[s * (columns + 1) + h] = sum > 0 ? sum : LEAK * sum;
      }
      hidden.values()[s * (columns + 1) + columns] = 1;
    }
    return hidden;
  }

  /** The gradient in the units' sums, given that in their values. */
  private static Matrix beforeActivation(Matrix byHidden, Matrix hidden) {
    int columns = hidden.columns() - 1;
    Matrix bySum = Matrix.zero(hidden.rows(), columns);
    for (int s = 0; s < hidden.rows(); s++) {
      for (int h = 0; h < columns; h++) {
        int from = s * (columns + 1) + h;
        double slope = hidden.values()[from] > 0 ? 1 : LEAK;
        bySum.values()[s * columns + h] = slope * byHidden.values()[from];
      }
    }
    return bySum;
  }
}
