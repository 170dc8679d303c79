// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.api.OutAndGrad;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.DeConv3DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling3DConfig;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The graph of a 3-D U-Net for batches of one size. It is built once; weights come from outside and
 * gradients go there. For one thread.
 *
 * <pre>
 * image -> down.0 -------------------------------> concat -> up.0 -> head -> logits
 *            | max-pool 2                            | deconv3d 2
 *            down.1 -----> concat -> up.1 -----------+
 *              | max-pool 2  | deconv3d 2
 *              down.2 -------+                          down, up: two convolutions 3 x 3 x 3
 * </pre>
 *
 * The loss is the mean cross-entropy of all voxels of a batch plus 1 minus its soft Dice
 * coefficient, (2 sum p y + 1) / (sum p + sum y + 1), after Milletari et al., "V-Net", 3DV 2016
 * (without their squares). By the 1 a batch without a lesion has one that is finite.
 */
final class UNet3d {
  private static final double EPSILON = 1;
  private static final String IMAGES = "images";
  private static final String LABELS = "labels";
  private static final String PROBABILITIES = "probabilities";
  private static final String LOSS = "loss";

  private final UNetSettings settings;
  private final UNetLayout layout;
  private final int batch;
  private final SameDiff graph = SameDiff.create();
  private final PaddedLayers layers;
  private final Map<String, SDVariable> variables = new HashMap<>();
  private final Map<String, INDArray> inputs = new LinkedHashMap<>();
  private boolean differentiated;

  /**
   * Builds a graph.
   *
   * @param type FLOAT, or DOUBLE to check gradients
   */
  UNet3d(UNetSettings settings, int batch, DataType type) {
    this.settings = settings;
    this.layout = UNetLayout.of(settings);
    this.batch = batch;
    this.layers = new PaddedLayers(graph, batch, type);
    int edge = settings.edge();
    for (String name : List.of(IMAGES, LABELS)) {
      graph.placeHolder(name, type, 1, batch, edge, edge, edge);
      inputs.put(name, Nd4j.zeros(type, 1, batch, edge, edge, edge));
    }
    for (UNetLayout.Tensor tensor : layout.tensors()) {
      INDArray zeros = Nd4j.zeros(type, tensor.longShape());
      variables.put(tensor.name(), graph.var(tensor.name(), zeros));
    }
    addLoss(logits());
  }

  private SDVariable logits() {
    List<SDVariable> skips = new ArrayList<>();
    SDVariable x = layers.padded(graph.getVariable(IMAGES), 1, settings.edge());
    int bottom = settings.levels() - 1;
    for (int level = 0; level < bottom; level++) {
      SDVariable skip = block("down." + level, x, level);
      skips.add(skip);
      SDVariable images = layers.images(skip, settings.channels(level), settings.edge(level));
      SDVariable pooled = graph.cnn().maxPooling3d(images, halving());
      x = layers.padded(pooled, settings.channels(level), settings.edge(level + 1));
    }
    x = block("down." + bottom, x, bottom);
    for (int level = bottom - 1; level >= 0; level--) {
      x = block("up." + level, graph.concat(0, skips.get(level), upwards(x, level)), level);
    }
    SDVariable head = variables.get("head.weights").mmul(x).add(variables.get("head.biases"));
    return layers.images(head, 1, settings.edge());
  }

  private SDVariable block(String name, SDVariable padded, int level) {
    SDVariable x = padded;
    for (String convolution : List.of(".1", ".2")) {
      SDVariable weights = variables.get(name + convolution + ".weights");
      SDVariable biases = variables.get(name + convolution + ".biases");
      x = layers.convolution(x, weights, biases, settings.edge(level));
    }
    return x;
  }

  private SDVariable upwards(SDVariable below, int level) {
    SDVariable images =
        layers.images(below, settings.channels(level + 1), settings.edge(level + 1));
    DeConv3DConfig doubling =
        DeConv3DConfig.builder()
            .kD(2)
            .kH(2)
            .kW(2)
            .sD(2)
            .sH(2)
            .sW(2)
            .dataFormat(DeConv3DConfig.NCDHW)
            .isSameMode(true)
            .build();
    // ND4J wants the batch before the channels.
    SDVariable up =
        graph
            .cnn()
            .deconv3d(
                images.permute(1, 0, 2, 3, 4),
                variables.get("up." + level + ".0.weights"),
                variables.get("up." + level + ".0.biases"),
                doubling);
    return layers.padded(up.permute(1, 0, 2, 3, 4), settings.channels(level), settings.edge(level));
  }

  private static Pooling3DConfig halving() {
    return Pooling3DConfig.builder()
        .kD(2)
        .kH(2)
        .kW(2)
        .sD(2)
        .sH(2)
        .sW(2)
        .isNCDHW(true)
        .isSameMode(false)
        .build();
  }

  private void addLoss(SDVariable logits) {
    SDVariable labels = graph.getVariable(LABELS);
    SDVariable probabilities = graph.nn().sigmoid(logits).rename(PROBABILITIES);
    SDVariable dice =
        probabilities
            .mul(labels)
            .sum()
            .mul(2)
            .add(EPSILON)
            .div(probabilities.sum().add(labels.sum()).add(EPSILON));
    // -y log p - (1 - y) log (1 - p) of logits z without overflow: max(z, 0) - z y + log(1 +
    // e^-|z|).
    SDVariable softplus = graph.math().log1p(graph.math().exp(graph.math().abs(logits).neg()));
    SDVariable crossEntropy =
        graph.nn().relu(logits, 0).sub(logits.mul(labels)).add(softplus).mean();
    crossEntropy.add(dice.rsub(1)).rename(LOSS).markAsLoss();
  }

  /** Sets all weights. */
  void load(double[] weights) {
    for (UNetLayout.Tensor tensor : layout.tensors()) {
      INDArray array = variables.get(tensor.name()).getArr();
      OffHeap.put(array, weights, tensor.offset(), tensor.size());
    }
  }

  /**
   * The loss of a batch and its gradient.
   *
   * @param images [batch][voxels]
   * @param labels [batch][voxels], 0 or 1
   * @param gradient of each weight, is written
   */
  double gradient(float[][] images, float[][] labels, double[] gradient) {
    if (!differentiated) {
      QuietGradient.of(graph);
      differentiated = true;
    }
    fill(IMAGES, images);
    fill(LABELS, labels);
    List<String> wanted = new ArrayList<>(layers.joints());
    wanted.add(LOSS);
    List<String> names = layout.tensors().stream().map(UNetLayout.Tensor::name).toList();
    OutAndGrad result = graph.calculateGradientsAndOutputs(inputs, wanted, names);
    for (UNetLayout.Tensor tensor : layout.tensors()) {
      try (INDArray array = result.getGradients().get(tensor.name()).dup('c')) {
        OffHeap.get(array, gradient, tensor.offset(), tensor.size());
      }
    }
    double loss = result.getOutputs().get(LOSS).getDouble(0);
    result.getGradients().values().forEach(INDArray::close);
    result.getOutputs().values().forEach(INDArray::close);
    return loss;
  }

  /** The loss of a batch alone. */
  double loss(float[][] images, float[][] labels) {
    fill(IMAGES, images);
    fill(LABELS, labels);
    return outputs(LOSS)[0];
  }

  /** Probabilities of a lesion, [batch voxels]. */
  double[] probabilities(float[][] images) {
    fill(IMAGES, images);
    return outputs(PROBABILITIES);
  }

  private double[] outputs(String name) {
    List<String> wanted = new ArrayList<>(layers.joints());
    wanted.add(name);
    Map<String, INDArray> outputs = graph.output(inputs, wanted);
    try (INDArray array = outputs.get(name).dup('c')) {
      double[] values = new double[Math.toIntExact(array.length())];
      OffHeap.get(array, values, 0, values.length);
      return values;
    } finally {
      outputs.values().forEach(INDArray::close);
    }
  }

  private void fill(String name, float[][] cases) {
    if (cases.length != batch) {
      throw new IllegalArgumentException("%d cases, not %d".formatted(cases.length, batch));
    }
    int voxels = settings.voxels();
    double[] all = new double[batch * voxels];
    for (int c = 0; c < batch; c++) {
      if (cases[c].length != voxels) {
        throw new IllegalArgumentException("%d voxels, not %d".formatted(cases[c].length, voxels));
      }
      for (int i = 0; i < voxels; i++) {
        all[c * voxels + i] = cases[c][i];
      }
    }
    OffHeap.put(inputs.get(name), all, 0, all.length);
  }
}
