// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.network;

import dev.sluice.models.neural.Adam;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Trains a 3-D U-Net by Adam (Kingma and Ba, ICLR 2015) at a constant rate. A training is a
 * function of its state, its settings and its cases: one that was stopped goes on with the same
 * bits.
 *
 * <p>The graph is built once, for as many trainings as one likes, of one thread.
 */
public final class UNetTraining {
  private final UNetSettings network;
  private final TrainingSettings settings;
  private final UNet3d graph;
  private final Adam adam;

  /** Told of each step: the steps made since the beginning, and the loss of the batch before it. */
  @FunctionalInterface
  public interface Progress {
    /** A step was made. */
    void made(long steps, double loss);
  }

  /** Builds the graph. */
  public UNetTraining(UNetSettings network, TrainingSettings settings) {
    this.network = network;
    this.settings = settings;
    this.graph = new UNet3d(network, settings.batch(), DataType.FLOAT);
    this.adam = new Adam(network.weights(), settings.learningRate(), Double.POSITIVE_INFINITY);
  }

  /** The state before the first step. */
  public TrainingState start() {
    return TrainingState.start(network, settings.seed());
  }

  /**
   * Makes steps.
   *
   * @param count how many cases there are
   * @param cases gives the case of a number from 0 to count - 1, the same whenever it is asked
   * @throws IllegalArgumentException if there are no cases, or the state or a case is of another
   *     shape than the network
   * @throws IllegalStateException if the loss is not a finite number any more
   */
  public TrainingState train(
      TrainingState from,
      int steps,
      int count,
      IntFunction<LabelledVolume> cases,
      Progress progress) {
    if (count < 1) {
      throw new IllegalArgumentException("no cases to train on");
    }
    if (!from.settings().equals(network)) {
      throw new IllegalArgumentException(
          "a state of %s, where the network is %s".formatted(from.settings(), network));
    }
    CaseOrder order = new CaseOrder(count, settings.seed());
    double[] numbers = from.numbers().clone();
    int weights = network.weights();
    double[] gradient = new double[weights];
    float[][] images = new float[settings.batch()][];
    float[][] labels = new float[settings.batch()][];
    for (long step = from.steps(); step < from.steps() + steps; step++) {
      for (int b = 0; b < images.length; b++) {
        LabelledVolume example = cases.apply(order.at(step * images.length + b));
        images[b] = StandardisedImage.of(example.image(), network);
        labels[b] = example.labels();
      }
      graph.load(numbers);
      double loss = graph.gradient(images, labels, gradient);
      if (!Double.isFinite(loss) || !Arrays.stream(gradient).allMatch(Double::isFinite)) {
        throw new IllegalStateException(
            "the loss is %s after %d steps, or its gradient is not finite".formatted(loss, step));
      }
      adam.step(numbers, 0, 0, weights, gradient);
      progress.made(step + 1, loss);
    }
    return new TrainingState(network, numbers);
  }
}
