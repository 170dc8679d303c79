// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where the weights of a 3-D U-Net are in one array: tensor by tensor, first down the levels, then
 * up, then the head; each row by row (the last axis is the fastest).
 *
 * <pre>
 * down.LEVEL.1, down.LEVEL.2            convolutions 3 x 3 x 3
 * up.LEVEL.0                            from the level below, 2 x 2 x 2 with stride 2
 * up.LEVEL.1, up.LEVEL.2                convolutions 3 x 3 x 3
 * head                                  1 x 1 x 1
 *
 * weights of a convolution   [3 x, out channels, 3 y, 3 z, in channels], folded to a matrix after out
 * weights upwards            [2 z, 2 y, 2 x, out channels, in channels], as deconv3d of ND4J has them
 * weights of the head        [1, in channels]
 * biases of each             [out channels, 1]; upwards [out channels]
 * </pre>
 */
final class UNetLayout {
  /**
   * One tensor.
   *
   * @param fanIn inputs that an output is a sum of; 0 of biases
   * @param offset where it begins in the array
   */
  record Tensor(String name, int[] shape, int fanIn, int offset) {
    int size() {
      int size = 1;
      for (int axis : shape) {
        size *= axis;
      }
      return size;
    }

    long[] longShape() {
      long[] longs = new long[shape.length];
      for (int i = 0; i < longs.length; i++) {
        longs[i] = shape[i];
      }
      return longs;
    }
  }

  private final List<Tensor> tensors = new ArrayList<>();
  private int size;

  private UNetLayout() {}

  static UNetLayout of(UNetSettings settings) {
    UNetLayout layout = new UNetLayout();
    int in = 1;
    for (int level = 0; level < settings.levels(); level++) {
      int out = settings.channels(level);
      layout.addBlock("down." + level, in, out);
      in = out;
    }
    for (int level = settings.levels() - 2; level >= 0; level--) {
      int out = settings.channels(level);
      layout.add("up." + level + ".0.weights", 2 * out, 2, 2, 2, out, 2 * out);
      layout.add("up." + level + ".0.biases", 0, out);
      layout.addBlock("up." + level, 2 * out, out);
    }
    layout.add("head.weights", settings.base(), 1, settings.base());
    layout.add("head.biases", 0, 1, 1);
    return layout;
  }

  private void addBlock(String name, int in, int out) {
    addConvolution(name + ".1", in, out);
    addConvolution(name + ".2", out, out);
  }

  private void addConvolution(String name, int in, int out) {
    add(name + ".weights", 27 * in, 3 * out, 9 * in);
    add(name + ".biases", 0, out, 1);
  }

  private void add(String name, int fanIn, int... shape) {
    Tensor tensor = new Tensor(name, shape, fanIn, size);
    tensors.add(tensor);
    size += tensor.size();
  }

  List<Tensor> tensors() {
    return Collections.unmodifiableList(tensors);
  }

  int size() {
    return size;
  }
}
