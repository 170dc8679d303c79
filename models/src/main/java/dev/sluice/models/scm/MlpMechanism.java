// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.random.OrthogonalMatrix;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A random network p(category given the parents' categories): the ground truth of Ke et al.,
 * "Learning neural causal models from unknown interventions" (arXiv 1910.01075, and its code). One
 * hidden layer of 4 max(d, K) units over the concatenated one-hots of all d variables, those of
 * non-parents set to 0; leaky ReLU of slope 0.1; softmax. Weights are orthogonal with gain 2.5,
 * biases uniform on (-1.1, 1.1).
 *
 * @param hiddenWeights {@code [unit][variable * K + category]}
 * @param hiddenBiases one per unit
 * @param outputWeights {@code [category][unit]}
 * @param outputBiases one per category
 */
record MlpMechanism(
    double[][] hiddenWeights,
    double[] hiddenBiases,
    double[][] outputWeights,
    double[] outputBiases) {
  private static final int WIDTH_FACTOR = 4;
  private static final double GAIN = 2.5;
  private static final double MAX_BIAS = 1.1;
  private static final double SLOPE = 0.1;

  static MlpMechanism draw(int dimension, int categories, UniformRandomProvider random) {
    int width = width(dimension, categories);
    return new MlpMechanism(
        OrthogonalMatrix.draw(width, dimension * categories, GAIN, random),
        biases(width, random),
        OrthogonalMatrix.draw(categories, width, GAIN, random),
        biases(categories, random));
  }

  /** The number of hidden units. */
  static int width(int dimension, int categories) {
    return WIDTH_FACTOR * Math.max(dimension, categories);
  }

  private static double[] biases(int size, UniformRandomProvider random) {
    return random.doubles(size, -MAX_BIAS, MAX_BIAS).toArray();
  }

  /**
   * The network as a table over the parents' configurations.
   *
   * @param parents the parents
   * @throws IllegalArgumentException if it would have more than a million entries
   */
  ConditionalTable tabulate(VariableSet parents) {
    return ConditionalTable.of(
        outputBiases.length,
        parents.size(),
        configuration -> probabilities(parents.members(), configuration));
  }

  private double[] probabilities(int[] parents, int configuration) {
    double[] logits = outputBiases.clone();
    int[] inputs = inputs(parents, configuration);
    for (int unit = 0; unit < hiddenBiases.length; unit++) {
      double activation = hiddenBiases[unit];
      for (int input : inputs) {
        activation += hiddenWeights[unit][input];
      }
      double output = activation > 0 ? activation : SLOPE * activation;
      for (int k = 0; k < logits.length; k++) {
        logits[k] += outputWeights[k][unit] * output;
      }
    }
    return softmax(logits);
  }

  /** The inputs that are 1: one per parent. */
  private int[] inputs(int[] parents, int configuration) {
    int categories = outputBiases.length;
    int[] inputs = new int[parents.length];
    int digits = configuration;
    int filled = 0;
    for (int parent : parents) {
      inputs[filled++] = parent * categories + digits % categories;
      digits /= categories;
    }
    return inputs;
  }

  private static double[] softmax(double[] logits) {
    double[] probabilities = new double[logits.length];
    double sum = 0;
    for (int k = 0; k < logits.length; k++) {
      probabilities[k] = Math.exp(logits[k]); // logits are bounded by gains and biases
      sum += probabilities[k];
    }
    for (int k = 0; k < logits.length; k++) {
      probabilities[k] /= sum;
    }
    return probabilities;
  }
}
