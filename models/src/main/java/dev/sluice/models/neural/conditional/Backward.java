// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural.conditional;

import java.util.Arrays;

/** The way back through one variable's network. */
final class Backward {
  private final int hidden;
  private final boolean constantSpread;
  private final LoadedNetwork network;

  /** Gradients in the sums before a layer's units, by draw; used in turn. */
  private final float[][] bySums;

  private final float[][] byNextSums;
  private float[][] byParents;

  /** Gradients in matrices, before they are added to those in the weights. */
  private final float[][] byMatrix;

  private final float[][] byOutputs;

  Backward(NetworkShape shape, LoadedNetwork network, int room) {
    hidden = shape.hidden();
    constantSpread = !shape.domain().isCategorical() && shape.constantSpread();
    this.network = network;
    bySums = new float[room][hidden];
    byNextSums = new float[room][hidden];
    byMatrix = new float[hidden][hidden];
    byOutputs = new float[network.intoOutputs.length][hidden];
  }

  /** By draw: the gradient in the sum of parents' weights. */
  float[][] byParents() {
    return byParents;
  }

  /**
   * Adds the gradient in all weights but the parents'.
   *
   * @param activations by layer and draw
   * @param byOutput gradient in the outputs, by draw; the padding is 0
   * @param gradient in the weights of all networks
   */
  void layers(float[][][] activations, float[][] byOutput, int batch, float[] gradient) {
    network.transpose();
    int rows = Products.padded(batch);
    for (int b = batch; b < rows; b++) {
      Arrays.fill(byOutput[b], 0);
    }
    int top = network.matrices.length;
    outputs(activations[top], byOutput, rows, gradient);
    float[][] change = bySums;
    zero(change, rows);
    int width = Products.padded(network.outputs());
    Products.add(byOutput, network.intoOutputs, change, rows, width, hidden);
    beforeUnits(change, activations[top], batch);
    for (int layer = top - 1; layer >= 0; layer--) {
      matrix(layer, activations[layer], change, rows, gradient);
      float[][] below = change == bySums ? byNextSums : bySums;
      zero(below, rows);
      Products.add(change, network.transposed[layer], below, rows, hidden, hidden);
      beforeUnits(below, activations[layer], batch);
      change = below;
    }
    for (int b = 0; b < batch; b++) {
      addTo(gradient, network.firstBias(), change[b], hidden);
    }
    byParents = change;
  }

  private void outputs(float[][] last, float[][] byOutput, int rows, float[] gradient) {
    int count = network.outputs();
    int even = count + count % 2;
    zero(byOutputs, even);
    Products.addTransposed(byOutput, last, byOutputs, rows, even, hidden);
    for (int c = 0; c < (constantSpread ? 1 : count); c++) {
      addTo(gradient, network.firstOutput() + c * hidden, byOutputs[c], hidden);
    }
    for (int r = 0; r < rows; r++) {
      addTo(gradient, network.firstOutputBias(), byOutput[r], count);
    }
  }

  private void matrix(int layer, float[][] inputs, float[][] change, int rows, float[] gradient) {
    zero(byMatrix, hidden);
    Products.addTransposed(inputs, change, byMatrix, rows, hidden, hidden);
    int at = network.firstMatrix(layer);
    for (int k = 0; k < hidden; k++) {
      addTo(gradient, at + k * hidden, byMatrix[k], hidden);
    }
    for (int r = 0; r < rows; r++) {
      addTo(gradient, at + hidden * hidden, change[r], hidden);
    }
  }

  private static void beforeUnits(float[][] change, float[][] activations, int batch) {
    for (int b = 0; b < batch; b++) {
      float[] row = change[b];
      float[] activation = activations[b];
      for (int h = 0; h < row.length; h++) {
        row[h] *= NetworkPass.slope(activation[h]);
      }
    }
  }

  private static void zero(float[][] matrix, int rows) {
    for (int r = 0; r < rows; r++) {
      Arrays.fill(matrix[r], 0);
    }
  }

  private static void addTo(float[] sum, int at, float[] row, int width) {
    for (int i = 0; i < width; i++) {
      sum[at + i] += row[i];
    }
  }
}
