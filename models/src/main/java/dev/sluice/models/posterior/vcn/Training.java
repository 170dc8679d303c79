// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.vcn;

import dev.sluice.models.neural.Adam;
import dev.sluice.models.posterior.threads.Cancellation;
import dev.sluice.models.random.CounterRandom;
import java.util.Arrays;

/**
 * Trains a network so that what it draws has a high evidence lower bound: the score function
 * estimate of its gradient (Williams 1992, REINFORCE) from graphs drawn by the network itself, with
 * a moving average as the baseline, and Adam. As in the authors' code.
 */
final class Training {
  private static final double BASELINE_KEPT = 0.95;

  /** The share of steps at the beginning in which the weight of cycles stays as it is. */
  private static final double UNCHANGED = 0.05;

  private static final double PACE = 1.1;

  /** Prefixes that are in memory at a time, if every graph has prefixes of its own. */
  private static final int MOST_PREFIXES = 1 << 13;

  private final EdgeNetwork network;
  private final Gibbs gibbs;
  private final VcnSettings settings;
  private final PrefixTree tree;
  private final Adam adam;

  /** As {@link Adam} has them: the network's, then moments. */
  private final double[] parameters;

  /** Graphs that are drawn at once; as many as there is room for. */
  private final int atOnce;

  private double baseline;

  Training(Entries entries, EdgeNetwork network, Gibbs gibbs, VcnSettings settings) {
    this.network = network;
    this.gibbs = gibbs;
    this.settings = settings;
    tree = new PrefixTree(entries, network);
    adam = new Adam(network.size(), settings.learningRate(), Double.POSITIVE_INFINITY);
    parameters = Arrays.copyOf(network.initial(settings.seed()), adam.size(1));
    atOnce = atOnce(entries);
    network.use(parameters);
  }

  static int atOnce(Entries entries) {
    return Math.max(1, MOST_PREFIXES / Math.max(1, entries.size()));
  }

  /**
   * Takes all steps.
   *
   * @throws ArithmeticException if the bound, or a parameter, is no number any more
   */
  void run() {
    for (int step = 1; step <= settings.steps(); step++) {
      step(step);
    }
  }

  /** Takes one step, from 1 on; the mean of what is to be small, which is less the bound. */
  double step(int step) {
    CounterRandom random = CounterRandom.of(settings.seed(), "vcn training", step);
    double[] gradient = new double[network.size()];
    double weight = acyclicityWeight(step, settings);
    double mean = gradient(random, weight, baseline, gradient);
    if (!Double.isFinite(mean)) {
      throw new ArithmeticException("evidence lower bound is " + -mean + " at step " + step);
    }
    adam.step(parameters, 0, 0, network.size(), gradient);
    network.use(parameters);
    baseline = BASELINE_KEPT * baseline + (1 - BASELINE_KEPT) * mean;
    return mean;
  }

  /**
   * An estimate of the gradient of what is to be small, from {@link VcnSettings#graphs} graphs; of
   * which the expectation does not depend on the baseline, if that does not depend on the graphs.
   *
   * @param gradient to which the estimate is added
   * @return the mean of what is to be small
   */
  double gradient(CounterRandom random, double weight, double constant, double[] gradient) {
    int graphs = settings.graphs();
    double sum = 0;
    for (int begin = 0; begin < graphs; begin += atOnce) {
      Cancellation.check();
      int drawn = Math.min(atOnce, graphs - begin);
      tree.draw(random, begin, drawn);
      double[] costs = costs(tree, weight);
      double[] weights = new double[costs.length];
      for (int graph = 0; graph < drawn; graph++) {
        int leaf = tree.leaf(graph);
        weights[leaf] += (costs[leaf] - constant) / graphs;
        sum += costs[leaf];
      }
      network.backward(tree, tree.ofLogits(weights), gradient);
    }
    return sum / graphs;
  }

  /** By leaf, ln of its probability less ln of its Gibbs weight. */
  private double[] costs(PrefixTree of, double weight) {
    double[] costs = new double[of.leaves()];
    for (int leaf = 0; leaf < costs.length; leaf++) {
      long[] parents = of.parents(leaf);
      costs[leaf] =
          of.logProbability(leaf) - gibbs.logWeight(parents) + weight * gibbs.cycles(parents);
    }
    return costs;
  }

  /**
   * What cycles are weighed with, lambda_t: from about nine tenths of the steps on 1000.
   *
   * @param step from 1
   */
  static double acyclicityWeight(int step, VcnSettings settings) {
    int steps = settings.steps();
    double first = settings.firstWeight();
    if (step < UNCHANGED * steps) {
      return first;
    }
    double left = Math.max(0, (steps - PACE * step) / steps);
    return first + (VcnSettings.LAST_WEIGHT - first) * Math.pow(10, -2 * left);
  }
}
