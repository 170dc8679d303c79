// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.vcn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.random.CounterRandom;
import dev.sluice.models.random.KeyedRandom;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class EdgeNetworkTest {
  private static final int NODES = 3;
  private static final double STEP = 1e-5;

  @Test
  void gradientOfTheFactorisedNetworkIsThatOfDifferences() {
    checkGradient(new FactorisedNetwork(6), 1);
  }

  /** Every 211th weight, so that all gates of all layers have some, and the ends. */
  @Test
  void gradientOfTheRecurrentNetworkIsThatOfDifferences() {
    checkGradient(new LstmNetwork(), 211);
  }

  @Test
  void whatGraphsHaveInCommonIsComputedOnce() {
    LstmNetwork network = new LstmNetwork();
    network.use(network.initial(1));
    PrefixTree tree = new PrefixTree(new Entries(GraphPrior.uniform(2)), network);

    tree.draw(CounterRandom.of(1, "test"), 0, 1000);

    assertThat(tree.inner()).isEqualTo(3);
    assertThat(tree.leaves()).isEqualTo(4);
  }

  /** Of a weighted sum of ln of the probabilities of all graphs. */
  private static void checkGradient(EdgeNetwork network, int stride) {
    double[] parameters = network.initial(3);
    UniformRandomProvider random = KeyedRandom.of(1, "test");
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] += random.nextDouble(-0.5, 0.5); // of no symmetry
    }
    PrefixTree tree = new PrefixTree(new Entries(GraphPrior.uniform(NODES)), network);
    double[] weights = random.doubles(1 << (NODES * (NODES - 1)), -1, 1).toArray();
    sum(tree, network, parameters, weights);
    double[] gradient = new double[network.size()];
    network.backward(tree, tree.ofLogits(weights), gradient);

    int end = 100;
    for (int i = 0; i < parameters.length; i++) {
      if (i % stride == 0 || i < end || i >= parameters.length - end) {
        double parameter = parameters[i];
        parameters[i] = parameter + STEP;
        double above = sum(tree, network, parameters, weights);
        parameters[i] = parameter - STEP;
        double below = sum(tree, network, parameters, weights);
        parameters[i] = parameter;
        double difference = (above - below) / (2 * STEP);
        assertThat(gradient[i])
            .as("parameter %d", i)
            .isCloseTo(difference, within(1e-5 * (0.01 + Math.abs(difference))));
      }
    }
  }

  private static double sum(
      PrefixTree tree, EdgeNetwork network, double[] parameters, double[] weights) {
    network.use(parameters);
    tree.enumerate();
    double sum = 0;
    for (int leaf = 0; leaf < tree.leaves(); leaf++) {
      sum += weights[leaf] * tree.logProbability(leaf);
    }
    return sum;
  }
}
