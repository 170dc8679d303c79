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
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv3DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.DeConv3DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling3DConfig;
import org.nd4j.linalg.factory.Nd4j;

/** The same network of ND4J's own conv3d, forward only, to compare with. */
final class PlainUNet {
  private final UNetSettings settings;
  private final double[] weights;
  private final SameDiff graph = SameDiff.create();

  PlainUNet(UNetSettings settings, double[] weights) {
    this.settings = settings;
    this.weights = weights;
  }

  double[] probabilities(float[][] images) {
    int edge = settings.edge();
    INDArray batch = Nd4j.create(images).castTo(DataType.DOUBLE);
    SDVariable x = graph.constant("images", batch.reshape(images.length, 1, edge, edge, edge));
    List<SDVariable> skips = new ArrayList<>();
    int bottom = settings.levels() - 1;
    for (int level = 0; level < bottom; level++) {
      skips.add(block("down." + level, x));
      Pooling3DConfig halving =
          Pooling3DConfig.builder().kD(2).kH(2).kW(2).sD(2).sH(2).sW(2).isNCDHW(true).build();
      x = graph.cnn().maxPooling3d(skips.get(level), halving);
    }
    x = block("down." + bottom, x);
    for (int level = bottom - 1; level >= 0; level--) {
      DeConv3DConfig doubling =
          DeConv3DConfig.builder()
              .dataFormat(DeConv3DConfig.NCDHW)
              .kD(2)
              .kH(2)
              .kW(2)
              .sD(2)
              .sH(2)
              .sW(2)
              .isSameMode(true)
              .build();
      String name = "up." + level + ".0";
      SDVariable up =
          graph.cnn().deconv3d(x, array(name + ".weights"), array(name + ".biases"), doubling);
      x = block("up." + level, graph.concat(1, skips.get(level), up));
    }
    INDArray head = tensor("head.weights").reshape(1, 1, 1, settings.base(), 1);
    SDVariable bias = graph.constant(tensor("head.biases").reshape(1));
    SDVariable logits = graph.cnn().conv3d(x, graph.constant(head), bias, same(1));
    SDVariable result = graph.nn().sigmoid(logits);
    return result.eval(new HashMap<>(Map.of())).dup('c').data().asDouble();
  }

  private SDVariable block(String name, SDVariable input) {
    SDVariable x = input;
    for (String convolution : List.of(name + ".1", name + ".2")) {
      INDArray folded = tensor(convolution + ".weights");
      long out = folded.size(0) / 3;
      long in = folded.size(1) / 9;
      // [x, out, y, z, in] to [z, y, x, in, out]
      INDArray kernel = folded.reshape(3, out, 3, 3, in).permute(3, 2, 0, 4, 1).dup('c');
      SDVariable biases = graph.constant(tensor(convolution + ".biases").reshape(out));
      x = graph.nn().relu(graph.cnn().conv3d(x, graph.constant(kernel), biases, same(3)), 0);
    }
    return x;
  }

  private static Conv3DConfig same(long kernel) {
    return Conv3DConfig.builder()
        .kD(kernel)
        .kH(kernel)
        .kW(kernel)
        .dataFormat(Conv3DConfig.NCDHW)
        .paddingMode(PaddingMode.SAME)
        .build();
  }

  private SDVariable array(String name) {
    return graph.constant(tensor(name));
  }

  private INDArray tensor(String name) {
    for (UNetLayout.Tensor tensor : UNetLayout.of(settings).tensors()) {
      if (tensor.name().equals(name)) {
        INDArray array = Nd4j.zeros(DataType.DOUBLE, tensor.longShape());
        array.data().asNio().asDoubleBuffer().put(weights, tensor.offset(), tensor.size());
        return array;
      }
    }
    throw new IllegalArgumentException(name);
  }
}
