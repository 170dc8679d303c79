// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.learner.JointModel;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A joint distribution by a network of one hidden layer of leaky rectified linear units.
 *
 * <p>All mechanisms of a modular network are blocks of it: the hidden units of block i see only the
 * predictors of variable i and feed only its outputs. An autoregressive network is one trunk for
 * all variables, masked along an order of theirs (MADE, Germain et al., ICML 2015). Either way a
 * mini-batch takes two products of matrices forward and three backward. Inputs are one-hot
 * categories, or real values as they are; for the outputs see {@link Head}. A block is 4 max(d, K)
 * units wide (Ke et al., arXiv 1910.01075).
 *
 * <p>The parameters are the weights and the state of {@link Adam}. What becomes of them is a
 * function of them and the samples alone, bit for bit, as long as the linear algebra library runs
 * on one thread, see {@link Matrix}. Safe for use by many threads.
 */
public final class MaskedNetwork implements JointModel {
  private final boolean modular;
  private final Layers layers;
  private final Connections connections;
  private final int steps;
  private final Adam adam;
  private final long seed;

  private MaskedNetwork(boolean modular, Layers layers, NeuralSettings settings, long seed) {
    this.modular = modular;
    this.layers = layers;
    this.connections = layers.connections();
    this.steps = settings.steps();
    this.adam = new Adam(connections.size(), settings.learningRate(), settings.decay());
    this.seed = seed;
  }

  /**
   * A block for each variable, trained apart from the others.
   *
   * @param predictors bit mask per variable
   * @param seed of the initial weights
   */
  public static MaskedNetwork modular(
      Domain domain, long[] predictors, NeuralSettings settings, long seed) {
    return new MaskedNetwork(true, Layers.modular(domain, predictors), settings, seed);
  }

  /**
   * One trunk for all variables, trained as a whole.
   *
   * @param order of the variables: each is predicted from those before it
   * @param weights how many it should have, as near as whole hidden units allow; for a comparison
   *     with another network see {@link #weights()}
   * @param seed of the initial weights
   */
  public static MaskedNetwork autoregressive(
      Domain domain, int[] order, int weights, NeuralSettings settings, long seed) {
    Layers layers = Layers.autoregressive(domain, order, weights);
    return new MaskedNetwork(false, layers, settings, seed);
  }

  /**
   * Loads what all networks compute with.
   *
   * @throws LinkageError if it is missing
   */
  public static void requireLibrary() {
    Matrix.zero(1, 1).times(Matrix.zero(1, 1));
  }

  /** Nanoseconds that all networks of this JVM have spent in calls of ND4J. */
  public static long nanosInNd4j() {
    return Matrix.nanos();
  }

  @Override
  public int terms() {
    return layers.encoding().variables();
  }

  @Override
  public boolean modular() {
    return modular;
  }

  @Override
  public boolean bayesian() {
    return false;
  }

  @Override
  public int size() {
    return adam.size(parts());
  }

  /** The number of weights, biases included: {@link #size} without the optimiser's state. */
  public int weights() {
    return connections.size();
  }

  @Override
  public double[] initial() {
    long[] networks =
        modular
            ? LongStream.range(0, terms()).map(i -> 1L << i).toArray()
            : new long[] {Domain.everyVariable(terms())};
    return Arrays.copyOf(InitialWeights.draw(connections, networks, seed), size());
  }

  @Override
  public void losses(double[] parameters, double[][] samples, long terms, double[][] losses) {
    forEachOutput(
        parameters,
        samples,
        terms,
        (outputs, from, to, s, term) ->
            losses[s][term] = layers.encoding().head().loss(outputs, from, to, samples[s][term]));
  }

  @Override
  public void entropies(double[] parameters, double[][] samples, long terms, double[][] entropies) {
    forEachOutput(
        parameters,
        samples,
        terms,
        (outputs, from, to, s, term) ->
            entropies[s][term] = layers.encoding().head().entropy(outputs, from, to));
  }

  @Override
  public void observe(double[] parameters, double[][] samples, long terms, double memory) {
    if (terms == 0 || samples.length == 0) {
      return;
    }
    for (int step = 0; step < steps; step++) {
      double[] gradient = gradient(parameters, samples);
      for (int part : parts(terms)) {
        adam.step(parameters, part, first(part), first(part + 1), gradient);
      }
    }
  }

  @Override
  public void restart(double[] parameters, long terms, double evidence) {
    for (int part : parts(terms)) {
      adam.restart(parameters, part, first(part), first(part + 1));
    }
  }

  @Override
  public double[] extract(double[] parameters, int term) {
    requireModules();
    return adam.extract(parameters, term, first(term), first(term + 1));
  }

  @Override
  public void insert(double[] parameters, int term, double[] part) {
    requireModules();
    adam.insert(parameters, term, first(term), first(term + 1), part);
  }

  /** Of the weights of the term; each term of one trunk has an equal share of the shared ones. */
  @Override
  public double distance(double[] from, double[] to, int term) {
    double own = distance(from, to, connections.first(term), connections.first(term + 1));
    double shared = distance(from, to, connections.first(terms()), weights());
    return own + shared / terms();
  }

  private interface OutputVisitor {
    void visit(double[] outputs, int from, int to, int sample, int term);
  }

  private void forEachOutput(
      double[] parameters, double[][] samples, long terms, OutputVisitor visitor) {
    if (terms == 0 || samples.length == 0) {
      return;
    }
    Matrix outputs = layers.outputs(parameters, samples);
    int[] first = layers.encoding().firstOutput();
    for (int s = 0; s < samples.length; s++) {
      int row = s * outputs.columns();
      for (long rest = terms; rest != 0; rest &= rest - 1) {
        int term = Long.numberOfTrailingZeros(rest);
        visitor.visit(outputs.values(), row + first[term], row + first[term + 1], s, term);
      }
    }
  }

  /** The gradient of the mean loss in each weight. */
  double[] gradient(double[] parameters, double[][] samples) {
    return layers.gradient(parameters, samples);
  }

  /** What is trained apart: each term of a modular network, or all as one. */
  private int parts() {
    return modular ? terms() : 1;
  }

  private int[] parts(long terms) {
    return IntStream.range(0, parts())
        .filter(part -> modular ? (terms >>> part & 1) != 0 : terms != 0)
        .toArray();
  }

  private int first(int part) {
    return modular || part == 0 ? connections.first(part) : weights();
  }

  private void requireModules() {
    if (!modular) {
      throw new IllegalStateException("no part of one trunk belongs to one term alone");
    }
  }

  private static double distance(double[] from, double[] to, int first, int last) {
    double sum = 0;
    for (int w = first; w < last; w++) {
      sum += (to[w] - from[w]) * (to[w] - from[w]);
    }
    return sum;
  }
}
