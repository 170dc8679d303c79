// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.vcn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.random.CounterRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingTest {
  private static final double WEIGHT = 10;

  /** As the authors' code has it. */
  @Test
  void cyclesAreWeighedAsPublished() {
    VcnSettings published = VcnSettings.defaults();

    assertThat(Training.acyclicityWeight(1, published)).isEqualTo(10);
    assertThat(Training.acyclicityWeight(1499, published)).isEqualTo(10);
    assertThat(Training.acyclicityWeight(1500, published))
        .isCloseTo(10 + 990 * Math.pow(10, -1.89), within(1e-9));
    assertThat(Training.acyclicityWeight(15_000, published))
        .isCloseTo(10 + 990 * Math.pow(10, -0.9), within(1e-9));
    assertThat(Training.acyclicityWeight(27_300, published)).isEqualTo(1000);
    assertThat(Training.acyclicityWeight(30_000, published)).isEqualTo(1000);
    assertThat(Training.acyclicityWeight(1, published.ofSteps(1))).isEqualTo(1000);
    assertThat(Training.acyclicityWeight(7, published.withFirstWeight(1000))).isEqualTo(1000);
  }

  /** Differences know nothing of score functions. */
  @ParameterizedTest
  @CsvSource({"2, false, 7000", "3, true, 1"})
  void expectedGradientIsThatOfTheBound(int nodes, boolean factorised, int stride) {
    EdgeNetwork network = network(nodes, factorised);
    double[] parameters = network.initial(5);
    PrefixTree tree = tree(nodes, network, parameters);
    Gibbs gibbs = Samples.gibbs(Samples.continuous(nodes), nodes);
    double[] gradient = expected(tree, network, gibbs);

    for (int i = 0; i < parameters.length; i += stride) {
      double parameter = parameters[i];
      double step = 1e-5;
      parameters[i] = parameter + step;
      network.use(parameters);
      double above = Comparison.of(tree, gibbs, WEIGHT).elbo();
      parameters[i] = parameter - step;
      network.use(parameters);
      double below = Comparison.of(tree, gibbs, WEIGHT).elbo();
      parameters[i] = parameter;
      assertThat(gradient[i]).isCloseTo((below - above) / (2 * step), within(1e-6));
    }
  }

  @ParameterizedTest
  @CsvSource({"2, false, 4001, 300", "3, true, 1, 3000"})
  void estimatesOfTheGradientHaveNoBias(int nodes, boolean factorised, int stride, int estimates) {
    EdgeNetwork network = network(nodes, factorised);
    Gibbs gibbs = Samples.gibbs(Samples.continuous(nodes), nodes);
    VcnSettings settings = VcnSettings.defaults().factorised(factorised).withGraphs(8).withSeed(5);
    Training training =
        new Training(new Entries(GraphPrior.uniform(nodes)), network, gibbs, settings);
    double[] sum = new double[network.size()];
    double[] squares = new double[network.size()];
    for (int n = 0; n < estimates; n++) {
      double[] estimate = new double[network.size()];
      training.gradient(CounterRandom.of(n, "test"), WEIGHT, 50, estimate);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += estimate[i];
        squares[i] += estimate[i] * estimate[i];
      }
    }
    double[] expected = expected(tree(nodes, network, network.initial(5)), network, gibbs);

    for (int i = 0; i < sum.length; i += stride) {
      double mean = sum[i] / estimates;
      double error = Math.sqrt((squares[i] / estimates - mean * mean) / estimates);
      assertThat(mean).as("parameter %d", i).isCloseTo(expected[i], within(4 * error));
    }
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void theBoundRises(boolean factorised) {
    Training training = training(4, factorised, 100);
    double first = 0;
    double last = 0;
    for (int step = 1; step <= 100; step++) {
      double cost = training.step(Math.min(step, 4)); // the weight of cycles stays as it is
      first += step <= 10 ? cost : 0;
      last += step > 90 ? cost : 0;
    }
    assertThat(-last).isGreaterThan(-first);
  }

  @Test
  void endsWhenInterrupted() {
    Training training = training(3, false, 1_000_000);
    Thread.currentThread().interrupt();

    assertThatThrownBy(training::run).isInstanceOf(CancellationException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  /** Scores of some hundred thousand nats. */
  @Test
  void manySamplesOverflowNothing() {
    SufficientStatistics many = Samples.continuous(3, 50_000, false);
    Gibbs gibbs = Samples.gibbs(many, 3);
    assertThat(gibbs.logWeight(new long[3])).isLessThan(-1e5);
    VcnSettings settings = VcnSettings.defaults().ofSteps(300).withGraphs(50);
    Entries entries = new Entries(GraphPrior.uniform(3));
    LstmNetwork network = new LstmNetwork();
    new Training(entries, network, gibbs, settings).run();

    GibbsComparison comparison = Comparison.of(new PrefixTree(entries, network), gibbs, 1000);

    assertThat(comparison.elbo()).isLessThanOrEqualTo(comparison.logEvidence());
    assertThat(comparison.hellinger()).isBetween(0.0, 1.0);
    assertThat(comparison.divergence()).isFinite();
  }

  private static Training training(int nodes, boolean factorised, int steps) {
    return new Training(
        new Entries(GraphPrior.uniform(nodes)),
        network(nodes, factorised),
        Samples.gibbs(Samples.continuous(nodes), nodes),
        VcnSettings.defaults().ofSteps(steps).withGraphs(100));
  }

  private static EdgeNetwork network(int nodes, boolean factorised) {
    return factorised ? new FactorisedNetwork(nodes * (nodes - 1)) : new LstmNetwork();
  }

  private static PrefixTree tree(int nodes, EdgeNetwork network, double[] parameters) {
    network.use(parameters);
    return new PrefixTree(new Entries(GraphPrior.uniform(nodes)), network);
  }

  /** By visiting every graph: its probability times what is to be small weighs its gradient. */
  private static double[] expected(PrefixTree tree, EdgeNetwork network, Gibbs gibbs) {
    tree.enumerate();
    double[] weights = new double[tree.leaves()];
    for (int leaf = 0; leaf < weights.length; leaf++) {
      long[] parents = tree.parents(leaf);
      double logWeight = gibbs.logWeight(parents) - WEIGHT * gibbs.cycles(parents);
      double logProbability = tree.logProbability(leaf);
      weights[leaf] = Math.exp(logProbability) * (logProbability - logWeight);
    }
    double[] gradient = new double[network.size()];
    network.backward(tree, tree.ofLogits(weights), gradient);
    return gradient;
  }
}
