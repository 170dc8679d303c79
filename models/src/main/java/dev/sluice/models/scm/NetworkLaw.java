// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import dev.sluice.models.random.OrthogonalMatrix;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * A random network with one hidden layer of leaky ReLUs (slope 0.1) and a softmax, computed for the
 * parents' categories at hand.
 *
 * <p>What a category of a parent adds to the hidden units is kept as one vector, so that a draw
 * costs as many additions as there are parents and hidden units.
 */
final class NetworkLaw implements ConditionalLaw {
  private static final double SLOPE = 0.1;
  private static final int EMBEDDING = 4;
  private static final int HIDDEN = 48;
  private static final double GAIN = 2.5;
  private static final double MAX_BIAS = 0.5;

  private final int[] parents;

  /** {@code [parent][category][unit]}. */
  private final double[][][] inputs;

  private final double[] hiddenBiases;

  /** {@code [category][unit]}. */
  private final double[][] outputWeights;

  private final double[] outputBiases;

  private NetworkLaw(
      int[] parents,
      double[][][] inputs,
      double[] hiddenBiases,
      double[][] outputWeights,
      double[] outputBiases) {
    this.parents = parents;
    this.inputs = inputs;
    this.hiddenBiases = hiddenBiases;
    this.outputWeights = outputWeights;
    this.outputBiases = outputBiases;
  }

  /**
   * The ground truth of Lippe et al., "Efficient neural causal discovery without acyclicity
   * constraints" (ICLR 2022, and its code). A root has a softmax of logits N(0, 1). Else every
   * category of a parent has an embedding of width 4, N(0, 1); those of all parents side by side
   * feed 48 hidden units; weights are orthogonal with gain 2.5, biases of the hidden units uniform
   * on (-0.5, 0.5), outputs have none.
   *
   * @param parents ascending
   */
  static ConditionalLaw embedded(int categories, int[] parents, UniformRandomProvider random) {
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    if (parents.length == 0) {
      double[] root = Softmax.inPlace(normal.samples(categories).toArray());
      return values -> root;
    }
    double[][][] embeddings = new double[parents.length][categories][];
    for (double[][] ofParent : embeddings) {
      for (int k = 0; k < categories; k++) {
        ofParent[k] = normal.samples(EMBEDDING).toArray();
      }
    }
    double[][] weights = OrthogonalMatrix.draw(HIDDEN, EMBEDDING * parents.length, GAIN, random);
    double[] biases = random.doubles(HIDDEN, -MAX_BIAS, MAX_BIAS).toArray();
    double[][] outputs = OrthogonalMatrix.draw(categories, HIDDEN, GAIN, random);
    for (int p = 0; p < parents.length; p++) {
      for (int k = 0; k < categories; k++) {
        embeddings[p][k] = product(weights, EMBEDDING * p, embeddings[p][k]);
      }
    }
    return new NetworkLaw(parents, embeddings, biases, outputs, new double[categories]);
  }

  /**
   * The network of an {@link MlpMechanism}, of which only the inputs of the parents are kept.
   *
   * @param parents ascending
   */
  static ConditionalLaw oneHot(int categories, int[] parents, MlpMechanism network) {
    double[][] weights = network.hiddenWeights();
    double[][][] inputs = new double[parents.length][categories][weights.length];
    for (int p = 0; p < parents.length; p++) {
      for (int k = 0; k < categories; k++) {
        for (int unit = 0; unit < weights.length; unit++) {
          inputs[p][k][unit] = weights[unit][parents[p] * categories + k];
        }
      }
    }
    return new NetworkLaw(
        parents, inputs, network.hiddenBiases(), network.outputWeights(), network.outputBiases());
  }

  /** The columns of a matrix from one on, times a vector. */
  private static double[] product(double[][] matrix, int from, double[] vector) {
    double[] product = new double[matrix.length];
    for (int row = 0; row < product.length; row++) {
      for (int i = 0; i < vector.length; i++) {
        product[row] += matrix[row][from + i] * vector[i];
      }
    }
    return product;
  }

  @Override
  public double[] probabilities(double[] values) {
    double[] hidden = hiddenBiases.clone();
    for (int p = 0; p < parents.length; p++) {
      double[] input = inputs[p][(int) values[parents[p]]];
      for (int unit = 0; unit < hidden.length; unit++) {
        hidden[unit] += input[unit];
      }
    }
    for (int unit = 0; unit < hidden.length; unit++) {
      hidden[unit] = hidden[unit] > 0 ? hidden[unit] : SLOPE * hidden[unit];
    }
    double[] logits = outputBiases.clone();
    for (int k = 0; k < logits.length; k++) {
      double[] weights = outputWeights[k];
      double sum = 0;
      for (int unit = 0; unit < hidden.length; unit++) {
        sum += weights[unit] * hidden[unit];
      }
      logits[k] += sum;
    }
    return Softmax.inPlace(logits);
  }
}
