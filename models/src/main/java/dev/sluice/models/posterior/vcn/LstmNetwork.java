// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.vcn;

import dev.sluice.models.random.KeyedRandom;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * The network of the paper: the entry before, or at first a number that is learnt, goes through a
 * linear map to 48 inputs of three layers of long short-term memory, and from the last layer
 * through a linear map to a logit. Initial weights are uniform within 1 over the root of the number
 * of inputs, or of units of a layer, as the library of the authors' code has it; states before the
 * first entry have deviation 0.001.
 */
final class LstmNetwork implements EdgeNetwork {
  private static final int LAYERS = 3;
  private static final int UNITS = LstmLayer.UNITS;
  private static final double STATE_DEVIATION = 1e-3;

  /** Where parts of the parameters begin; first come weights and biases into the layers. */
  private static final int START = 2 * UNITS;

  private static final int FIRST_LAYER = START + 1;
  private static final int OUTPUT = FIRST_LAYER + LAYERS * LstmLayer.PARAMETERS;
  private static final int SIZE = OUTPUT + UNITS + 1;

  private final LstmLayer[] layers = new LstmLayer[LAYERS];
  private final LstmWork work = new LstmWork();
  private final Rows ofHidden = new Rows(UNITS);
  private final Rows ofBelow = new Rows(UNITS);
  private double[] parameters = new double[SIZE];

  /** Inputs of the layers, and what they give to the gates of the first, by the entry before. */
  private double[] zero = {};

  private double[] one = {};
  private double[] start = {};
  private double[] gatesOfZero = {};
  private double[] gatesOfOne = {};
  private double[] gatesOfStart = {};

  LstmNetwork() {
    for (int layer = 0; layer < LAYERS; layer++) {
      layers[layer] = new LstmLayer(FIRST_LAYER + layer * LstmLayer.PARAMETERS);
    }
  }

  @Override
  public int size() {
    return SIZE;
  }

  @Override
  public double[] initial(long seed) {
    double[] initial = new double[SIZE];
    UniformRandomProvider random = KeyedRandom.of(seed, "vcn initial weights");
    fill(initial, 0, START, 1, random);
    double limit = 1 / Math.sqrt(UNITS);
    for (int layer = 0; layer < LAYERS; layer++) {
      int from = FIRST_LAYER + layer * LstmLayer.PARAMETERS;
      int states = from + LstmLayer.PARAMETERS - 2 * UNITS;
      fill(initial, from, states, limit, random);
      ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
      for (int i = 0; i < 2 * UNITS; i++) {
        initial[states + i] = STATE_DEVIATION * normal.sample();
      }
    }
    fill(initial, OUTPUT, SIZE, limit, random);
    return initial;
  }

  private static void fill(
      double[] array, int from, int to, double limit, UniformRandomProvider random) {
    for (int i = from; i < to; i++) {
      array[i] = random.nextDouble(-limit, limit);
    }
  }

  @Override
  public void use(double[] used) {
    parameters = used;
    for (LstmLayer layer : layers) {
      layer.use(used);
    }
    zero = input(0);
    one = input(1);
    start = input(used[START]);
    gatesOfZero = layers[0].ofInput(zero);
    gatesOfOne = layers[0].ofInput(one);
    gatesOfStart = layers[0].ofInput(start);
  }

  private double[] input(double value) {
    double[] input = new double[UNITS];
    for (int unit = 0; unit < UNITS; unit++) {
      input[unit] = parameters[unit] * value + parameters[UNITS + unit];
    }
    return input;
  }

  @Override
  public void forward(PrefixTree tree, int from, int to) {
    layers[0].forward(tree, from, to, from == 0 ? gatesOfStart : gatesOfZero, gatesOfOne);
    for (int layer = 1; layer < LAYERS; layer++) {
      layers[layer].forward(tree, from, to, layers[layer - 1].hidden());
    }
    Rows top = layers[LAYERS - 1].hidden();
    for (int prefix = from; prefix < to; prefix++) {
      double[] state = top.row(prefix + 1);
      double logit = parameters[OUTPUT + UNITS];
      for (int unit = 0; unit < UNITS; unit++) {
        logit += parameters[OUTPUT + unit] * state[unit];
      }
      tree.setLogit(prefix, logit);
    }
  }

  @Override
  public void backward(PrefixTree tree, double[] logits, double[] gradient) {
    if (tree.inner() == 0) {
      return;
    }
    Rows top = layers[LAYERS - 1].hidden();
    ofHidden.reach(tree.inner() + 1);
    ofHidden.clear(0, 1);
    for (int prefix = 0; prefix < tree.inner(); prefix++) {
      double[] state = top.row(prefix + 1);
      double[] ofState = ofHidden.row(prefix + 1);
      for (int unit = 0; unit < UNITS; unit++) {
        ofState[unit] = logits[prefix] * parameters[OUTPUT + unit];
        gradient[OUTPUT + unit] += logits[prefix] * state[unit];
      }
      gradient[OUTPUT + UNITS] += logits[prefix];
    }
    Rows above = ofHidden;
    for (int layer = LAYERS - 1; layer > 0; layer--) {
      Rows below = above == ofHidden ? ofBelow : ofHidden;
      layers[layer].backward(tree, above, work, gradient);
      layers[layer].ofInputWeights(tree, layers[layer - 1].hidden(), work, gradient);
      layers[layer].ofInputs(tree, below);
      above = below;
    }
    layers[0].backward(tree, above, work, gradient);
    intoInputs(tree, gradient);
  }

  /**
   * The first layer has three inputs at the most; each is a linear function of the entry before.
   */
  private void intoInputs(PrefixTree tree, double[] gradient) {
    double[] ofZero = new double[LstmLayer.GATES];
    double[] ofOne = new double[LstmLayer.GATES];
    for (int prefix = 1; prefix < tree.inner(); prefix++) {
      Products.addScaled(tree.entry(prefix) ? ofOne : ofZero, layers[0].ofGates(prefix), 1);
    }
    addInput(zero, 0, ofZero, gradient);
    addInput(one, 1, ofOne, gradient);
    double[] ofStart = addInput(start, parameters[START], layers[0].ofGates(0), gradient);
    for (int unit = 0; unit < UNITS; unit++) {
      gradient[START] += ofStart[unit] * parameters[unit];
    }
  }

  private double[] addInput(double[] input, double value, double[] ofGates, double[] gradient) {
    double[] ofInput = layers[0].ofInput(input, ofGates, gradient);
    for (int unit = 0; unit < UNITS; unit++) {
      gradient[unit] += ofInput[unit] * value;
      gradient[UNITS + unit] += ofInput[unit];
    }
    return ofInput;
  }
}
