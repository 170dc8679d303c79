// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural;

import dev.sluice.models.domain.Domain;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How a {@link MaskedNetwork} sees the variables of a domain: one-hot categories, or real values as
 * they are; and where its outputs of each variable are.
 *
 * @param inputs the variable that each input is of
 * @param outputs the variable that each output is of
 * @param firstInput the first input of each variable
 * @param firstOutput the first output of each variable, and the number of outputs
 */
record Encoding(Head head, int[] inputs, int[] outputs, int[] firstInput, int[] firstOutput) {

  static Encoding of(Domain domain) {
    Head head = Head.of(domain);
    int[] sizes = domain.isCategorical() ? domain.categories() : ones(domain.dimension());
    int[] outputSizes = domain.isCategorical() ? sizes : doubled(sizes);
    return new Encoding(
        head, owners(sizes), owners(outputSizes), starts(sizes), starts(outputSizes));
  }

  int variables() {
    return firstInput.length - 1;
  }

  /** One row per sample, with a one at its end that carries the biases. */
  Matrix encode(double[][] samples) {
    int columns = inputs.length + 1;
    Matrix encoded = Matrix.zero(samples.length, columns);
    double[] values = encoded.values();
    for (int s = 0; s < samples.length; s++) {
      int row = s * columns;
      for (int i = 0; i < variables(); i++) {
        if (head == Head.SOFTMAX) {
          values[row + firstInput[i] + (int) samples[s][i]] = 1;
        } else {
          values[row + i] = samples[s][i];
        }
      }
      values[row + columns - 1] = 1;
    }
    return encoded;
  }

  /** The gradient of the mean loss of the samples in each output. */
  Matrix gradient(Matrix outputs, double[][] samples) {
    Matrix gradient = Matrix.zero(outputs.rows(), outputs.columns());
    for (int s = 0; s < samples.length; s++) {
      int row = s * outputs.columns();
      for (int i = 0; i < variables(); i++) {
        int from = row + firstOutput[i];
        int to = row + firstOutput[i + 1];
        head.gradient(outputs.values(), from, to, samples[s][i], gradient.values());
      }
    }
    for (int e = 0; e < gradient.values().length; e++) {
      gradient.values()[e] /= samples.length;
    }
    return gradient;
  }

  /** The number of weights into and out of a hidden unit, its bias included. */
  int weights(HiddenUnit unit) {
    return count(inputs, unit.sees()) + 1 + count(outputs, unit.feeds());
  }

  /** Hidden units of one mechanism: 4 max(d, K), K the largest number of categories. */
  int blockWidth() {
    int widest = variables();
    for (int i = 0; i < variables(); i++) {
      widest = Math.max(widest, firstInput[i + 1] - firstInput[i]);
    }
    return 4 * widest;
  }

  private static int count(int[] owners, long variables) {
    return (int) Arrays.stream(owners).filter(i -> (variables >>> i & 1) != 0).count();
  }

  private static int[] ones(int length) {
    return IntStream.range(0, length).map(i -> 1).toArray();
  }

  /** Mean and log-variance of each variable. */
  private static int[] doubled(int[] sizes) {
    return Arrays.stream(sizes).map(size -> 2 * size).toArray();
  }

  private static int[] owners(int[] sizes) {
    return IntStream.range(0, sizes.length)
        .flatMap(i -> IntStream.range(0, sizes[i]).map(k -> i))
        .toArray();
  }

  private static int[] starts(int[] sizes) {
    int[] starts = new int[sizes.length + 1];
    for (int i = 0; i < sizes.length; i++) {
      starts[i + 1] = starts[i] + sizes[i];
    }
    return starts;
  }
}
