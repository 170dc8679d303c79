// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural.conditional;

import java.util.Arrays;

/** The weights of one variable's network, as matrices. Filled anew for each variable. */
final class LoadedNetwork {
  private final int hidden;
  private final int[] firstWeight;
  private final int parentRows;
  private final int[] outputCounts;

  /** By layer: input x output. */
  final float[][][] matrices;

  /** By layer: output x input. */
  final float[][][] transposed;

  final float[][] biases;

  /** Padded outputs x H; rows beyond the outputs are 0. */
  final float[][] intoOutputs;

  final float[] outputBias;

  float[] weights;
  int target;

  LoadedNetwork(NetworkShape shape) {
    hidden = shape.hidden();
    firstWeight = shape.firstWeight();
    parentRows = shape.firstRow()[shape.variables()];
    outputCounts = shape.outputs();
    matrices = new float[shape.layers()][hidden][hidden];
    transposed = new float[shape.layers()][hidden][hidden];
    biases = new float[shape.layers()][hidden];
    int width = Products.padded(Arrays.stream(outputCounts).max().orElse(0));
    intoOutputs = new float[width][hidden];
    outputBias = new float[width];
  }

  void load(float[] allWeights, int variable) {
    weights = allWeights;
    target = variable;
    for (int layer = 0; layer < matrices.length; layer++) {
      int at = firstMatrix(layer);
      for (int k = 0; k < hidden; k++) {
        System.arraycopy(weights, at + k * hidden, matrices[layer][k], 0, hidden);
      }
      System.arraycopy(weights, at + hidden * hidden, biases[layer], 0, hidden);
    }
    for (int c = 0; c < intoOutputs.length; c++) {
      if (c < outputs()) {
        System.arraycopy(weights, firstOutput() + c * hidden, intoOutputs[c], 0, hidden);
        outputBias[c] = weights[firstOutputBias() + c];
      } else {
        Arrays.fill(intoOutputs[c], 0);
        outputBias[c] = 0;
      }
    }
  }

  /** For the way back. */
  void transpose() {
    for (int layer = 0; layer < matrices.length; layer++) {
      for (int k = 0; k < hidden; k++) {
        for (int h = 0; h < hidden; h++) {
          transposed[layer][h][k] = matrices[layer][k][h];
        }
      }
    }
  }

  int outputs() {
    return outputCounts[target];
  }

  /** Where a row of parents' weights begins. */
  int parentRow(int row) {
    return firstWeight[target] + row * hidden;
  }

  int firstBias() {
    return parentRow(parentRows);
  }

  int firstMatrix(int layer) {
    return firstBias() + hidden + layer * (hidden + 1) * hidden;
  }

  int firstOutput() {
    return firstMatrix(matrices.length);
  }

  int firstOutputBias() {
    return firstOutput() + outputs() * hidden;
  }
}
