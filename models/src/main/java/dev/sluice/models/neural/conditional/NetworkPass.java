// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural.conditional;

import java.util.Arrays;

/**
 * Passes through the networks of one variable after another, for a batch of draws. It is also the
 * room for intermediate results: used again and again, by one thread.
 *
 * <p>A pass is {@link #load}, then sums of parents' weights ({@link #sumParents}, or {@link
 * #beginCommon} and {@link #addFurther}), then {@link #meanLoss}, {@link #losses}, {@link #values}
 * or {@link #learn}.
 */
public final class NetworkPass {
  private static final float LEAK = 0.1f;

  /** What a row of a matrix takes beside its values: its header and the reference to it. */
  private static final long ROW_BYTES = 24;

  private final int hidden;
  private final LoadedNetwork network;
  private final Head head;

  /** By draw: sums of the weights of common parents. */
  private final float[][] common;

  /** By layer and distinct row. */
  private final float[][][] activations;

  private final float[][] outputs;
  private final Backward backward;
  private final DistinctRows distinct;
  private final ParentRows parents;
  private final int[] categories;

  private Rows rows;
  private int[] draws;
  private int batch;
  private long[] commonMask;
  private long[] masks;
  private int words;

  /**
   * Room for batches.
   *
   * @param draws most draws of a batch
   */
  public NetworkPass(NetworkShape shape, int draws) {
    hidden = shape.hidden();
    network = new LoadedNetwork(shape);
    head = shape.domain().isCategorical() ? new SoftmaxHead() : new GaussianHead();
    int room = Products.padded(draws);
    common = new float[room][hidden];
    activations = new float[shape.layers() + 1][room][hidden];
    outputs = new float[room][network.intoOutputs.length];
    backward = new Backward(shape, network, room);
    distinct = new DistinctRows(draws);
    parents = new ParentRows(shape);
    categories = shape.domain().categories();
  }

  /** Most bytes of heap that room for batches of so many draws takes. */
  public static long bytes(NetworkShape shape, int draws) {
    long row = ROW_BYTES + (long) Float.BYTES * shape.hidden();
    int widest = Arrays.stream(shape.outputs()).max().orElse(0);
    long outputs = Products.padded(widest);
    long room = Products.padded(draws);
    long byDraw = (shape.layers() + 4) * row + ROW_BYTES + Float.BYTES * outputs;
    long byUnit = (2L * shape.layers() + 1) * row;
    long tables = 4L * Integer.BYTES * shape.variables();
    return room * byDraw
        + shape.hidden() * byUnit
        + 2 * outputs * row
        + tables
        + DistinctRows.bytes(draws)
        + 1024;
  }

  /**
   * Takes the network of a variable.
   *
   * @param weights of all networks
   * @param target the variable that is predicted
   * @param rows where draws are
   * @param draws their indices in {@code rows}
   */
  public void load(float[] weights, int target, Rows rows, int[] draws) {
    network.load(weights, target);
    this.rows = rows;
    this.draws = draws;
    this.batch = draws.length;
  }

  /**
   * Sums the parents' weights, each draw with parents of its own.
   *
   * @param masks words of the parents' masks, draw after draw; kept until the next pass
   * @param words per mask
   */
  public void sumParents(long[] masks, int words) {
    this.masks = masks;
    this.words = words;
    distinct.each(batch);
    for (int b = 0; b < batch; b++) {
      float[] sum = activations[0][b];
      System.arraycopy(network.weights, network.firstBias(), sum, 0, hidden);
      parents.add(network, rows, sum, draws[b], masks, b * words, words);
    }
  }

  /**
   * Sums the weights of parents that several masks have in common, for {@link #addFurther}.
   *
   * @param mask kept until the next pass
   */
  public void beginCommon(long[] mask) {
    commonMask = mask;
    for (int b = 0; b < batch; b++) {
      System.arraycopy(network.weights, network.firstBias(), common[b], 0, hidden);
      parents.add(network, rows, common[b], draws[b], mask, 0, mask.length);
    }
  }

  /** Sums the weights of the common parents and of further ones, once for draws that agree. */
  public void addFurther(long[] mask) {
    distinct.byParents(rows, draws, categories, commonMask, mask);
    for (int r = 0; r < distinct.count; r++) {
      float[] sum = activations[0][r];
      int b = distinct.first[r];
      System.arraycopy(common[b], 0, sum, 0, hidden);
      parents.add(network, rows, sum, draws[b], mask, 0, mask.length);
    }
  }

  /** The mean over the batch of -ln p(value of the target given its parents), nats. */
  public double meanLoss() {
    forward();
    return sumOfLosses() / batch;
  }

  /** -ln p of each draw, nats. */
  public void losses(double[] losses) {
    forward();
    for (int b = 0; b < batch; b++) {
      losses[b] =
          head.loss(outputs[distinct.of[b]], network.outputs(), rows, draws[b], network.target);
    }
  }

  /**
   * A value of the target for each draw, given its parents: a category by its index, or a number in
   * the units of {@link Rows}.
   *
   * @param chance by draw: uniform on [0, 1) for categories, standard normal for numbers
   */
  public void values(double[] chance, double[] values) {
    forward();
    for (int b = 0; b < batch; b++) {
      values[b] = head.value(outputs[distinct.of[b]], network.outputs(), chance[b]);
    }
  }

  /**
   * Adds the gradient of a weighted sum of losses; after {@link #sumParents}.
   *
   * @param gradient in the weights of all networks
   * @param weight of each draw's loss
   * @return the sum of losses, without their weight
   */
  public double learn(float[] gradient, float weight) {
    forward();
    int count = network.outputs();
    double loss = sumOfLosses();
    for (int b = 0; b < batch; b++) {
      head.gradient(outputs[b], count, rows, draws[b], network.target, weight);
    }
    backward.layers(activations, outputs, batch, gradient);
    for (int b = 0; b < batch; b++) {
      parents.addTo(
          network, rows, backward.byParents()[b], draws[b], masks, b * words, words, gradient);
    }
    return loss;
  }

  private double sumOfLosses() {
    int target = network.target;
    return distinct.count < batch
        ? head.sumOfLosses(outputs, network.outputs(), rows, draws, target, distinct)
        : head.sumOfLosses(outputs, network.outputs(), rows, draws, target);
  }

  private void forward() {
    int count = distinct.count;
    activate(activations[0]);
    clearPadding();
    int even = count + count % 2;
    for (int layer = 0; layer < network.matrices.length; layer++) {
      float[][] next = activations[layer + 1];
      for (int b = 0; b < even; b++) {
        System.arraycopy(network.biases[layer], 0, next[b], 0, hidden);
      }
      Products.add(activations[layer], network.matrices[layer], next, even, hidden, hidden);
      activate(next);
    }
    float[][] last = activations[activations.length - 1];
    int padded = Products.padded(network.outputs());
    Products.project(last, network.intoOutputs, network.outputBias, outputs, count, hidden, padded);
  }

  /** Rows beyond those in use: what an earlier batch has left there may not be finite. */
  private void clearPadding() {
    for (float[][] rows : activations) {
      for (int b = distinct.count; b < Products.padded(distinct.count); b++) {
        Arrays.fill(rows[b], 0);
      }
    }
  }

  /** Leaky rectified linear units, in place. */
  private void activate(float[][] sums) {
    for (int b = 0; b < distinct.count; b++) {
      float[] row = sums[b];
      for (int h = 0; h < row.length; h++) {
        row[h] = Math.max(row[h], LEAK * row[h]);
      }
    }
  }

  /**
   * The slope of the unit, by its output: 1 above 0, else the leak. Written without a branch, so
   * that loops over it become vector instructions.
   */
  static float slope(float activation) {
    return Math.max(LEAK, Math.min(1, activation * Float.MAX_VALUE));
  }
}
