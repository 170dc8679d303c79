// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Layers of a SameDiff graph on padded images: each image has a border of zeros, one voxel wide,
 * and the images of all channels are a matrix [channels, batch (edge + 2)^3], the x axis fastest.
 *
 * <p>There a neighbour of every voxel is at one distance in the row, so that a convolution is a few
 * shifts and one product of matrices. SameDiff's own conv3d gives the same numbers, as a test
 * shows, but copies each voxel 27 times in small pieces: at 16^3 voxels, 6 channels and a batch of
 * 2 a training step took it about five times as long.
 */
final class PaddedLayers {
  private final SameDiff graph;
  private final int batch;
  private final DataType type;
  private final Map<String, SDVariable> constants = new HashMap<>();
  private final List<String> joints = new ArrayList<>();

  PaddedLayers(SameDiff graph, int batch, DataType type) {
    this.graph = graph;
    this.batch = batch;
    this.type = type;
  }

  /**
   * Variables that several operations read. SameDiff looks for what it has to compute from the
   * wanted variables backwards along every path, and there are 27 times as many paths with each
   * convolution; where these are among the wanted ones, it finds each at once.
   */
  List<String> joints() {
    return joints;
  }

  /**
   * Convolution 3 x 3 x 3 that keeps the size, biases, and the positive part.
   *
   * @param padded [in, batch (edge + 2)^3]
   * @param weights [3 out, 9 in], rows [x, out], columns [y, z, in]
   * @param biases [out, 1]
   * @return [out, batch (edge + 2)^3]
   */
  SDVariable convolution(SDVariable padded, SDVariable weights, SDVariable biases, int edge) {
    int in = Math.toIntExact(weights.getShape()[1] / 9);
    int out = Math.toIntExact(weights.getShape()[0] / 3);
    int row = edge + 2;
    int plane = row * row;
    int length = length(edge) - 2 * plane;
    SDVariable neighbours = joint(shifted(padded, in, length, plane));
    length -= 2 * row;
    neighbours = joint(shifted(neighbours, 3 * in, length, row));
    // The third axis after the product, where there are fewer rows: a shift of a sum is the sum of
    // shifts.
    SDVariable products = joint(weights.mmul(neighbours));
    length -= 2;
    SDVariable sum = graph.slice(products, new int[] {0, 0}, out, length);
    for (int x = 1; x < 3; x++) {
      sum = sum.add(graph.slice(products, new int[] {x * out, x}, out, length));
    }
    SDVariable positive = graph.nn().relu(sum.add(biases), 0);
    SDVariable ends = zeros(out, plane + row + 1);
    // Borders have sums of their neighbours now; they are zeros again.
    return joint(graph.concat(1, ends, positive, ends).mul(inside(out, edge)));
  }

  /** A matrix at distances 0, 1 and 2 times a stride, one above another. */
  private SDVariable shifted(SDVariable matrix, int rows, int length, int stride) {
    SDVariable[] shifts = new SDVariable[3];
    for (int i = 0; i < shifts.length; i++) {
      shifts[i] = graph.slice(matrix, new int[] {0, i * stride}, rows, length);
    }
    return graph.concat(0, shifts);
  }

  /** Without borders: [channels, batch, edge, edge, edge], axes z, y, x. */
  SDVariable images(SDVariable padded, int channels, int edge) {
    int row = edge + 2;
    return graph.slice(
        padded.reshape(channels, batch, row, row, row),
        new int[] {0, 0, 1, 1, 1},
        channels,
        batch,
        edge,
        edge,
        edge);
  }

  /** With borders again, as a matrix. */
  SDVariable padded(SDVariable images, int channels, int edge) {
    SDVariable borders =
        constants.computeIfAbsent(
            "borders",
            name ->
                graph.constant(
                    name,
                    Nd4j.createFromArray(new int[][] {{0, 0}, {0, 0}, {1, 1}, {1, 1}, {1, 1}})));
    return joint(graph.nn().pad(images, borders, 0).reshape(channels, length(edge)));
  }

  private int length(int edge) {
    int row = edge + 2;
    return batch * row * row * row;
  }

  private SDVariable joint(SDVariable variable) {
    joints.add(variable.name());
    return variable;
  }

  private SDVariable zeros(int rows, int columns) {
    return constants.computeIfAbsent(
        "zeros %d x %d".formatted(rows, columns),
        name -> graph.constant(name, Nd4j.zeros(type, rows, columns)));
  }

  /** 1 in voxels, 0 in borders. */
  private SDVariable inside(int channels, int edge) {
    return constants.computeIfAbsent(
        "inside %d of %d".formatted(edge, channels),
        name -> {
          int row = edge + 2;
          INDArray ones = Nd4j.zeros(type, channels, batch, row, row, row);
          INDArrayIndex within = NDArrayIndex.interval(1, edge + 1);
          ones.get(NDArrayIndex.all(), NDArrayIndex.all(), within, within, within).assign(1);
          return graph.constant(name, ones.reshape(channels, length(edge)));
        });
  }
}
