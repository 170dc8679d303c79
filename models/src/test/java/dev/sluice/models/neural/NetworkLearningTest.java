// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.learner.JointModel;
import dev.sluice.models.learner.ModelClass;
import dev.sluice.models.learner.TabularLaw;
import dev.sluice.models.random.KeyedRandom;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkLearningTest {
  private static final long SEED = 3;
  private static final int BATCH = 32;
  private static final double NO_FORGETTING = Double.POSITIVE_INFINITY;
  private static final NeuralSettings SETTINGS = NeuralSettings.defaults();

  /** 3 -> 1 -> 0 -> 2. */
  private static final Dag CHAIN = Dag.ofParents(0b0010, 0b1000, 0b0001, 0);

  private static final TabularLaw LAW = TabularLaw.draw(CHAIN, 3, SEED);
  private static final long ALL = 0b1111;

  @ParameterizedTest
  @EnumSource(names = {"CAUSAL", "FULL", "ANTICAUSAL", "RANDOM", "MONOLITH"})
  void a_categorical_law_is_learned(ModelClass modelClass) {
    JointModel model = Networks.of(modelClass, LAW.domain(), CHAIN, SETTINGS, SEED);
    double[] parameters = model.initial();
    double untrained = LAW.gap(model, parameters);
    learn(model, parameters, LAW.samples(20_000, SEED), ALL);
    assertThat(untrained).isGreaterThan(0.5);
    assertThat(LAW.gap(model, parameters)).isBetween(0.0, 0.02);
  }

  @Test
  void adapting_the_changed_mechanism_is_better_than_zero_shot() {
    JointModel model = Networks.of(ModelClass.CAUSAL, LAW.domain(), CHAIN, SETTINGS, SEED);
    double[] parameters = model.initial();
    learn(model, parameters, LAW.samples(5_000, SEED), ALL);
    TabularLaw shifted = LAW.redraw(0, SEED + 1);
    double zeroShot = shifted.gap(model, parameters);
    model.restart(parameters, 0b0001, 0);
    learn(model, parameters, shifted.samples(64, SEED + 1), 0b0001);
    assertThat(shifted.gap(model, parameters)).isLessThan(zeroShot / 2);
  }

  @Test
  void a_continuous_law_is_learned() {
    Domain domain = Domain.continuous(2);
    Dag graph = Dag.ofParents(0, 1);
    JointModel model = Networks.of(ModelClass.CAUSAL, domain, graph, SETTINGS, SEED);
    double[] parameters = model.initial();
    learn(model, parameters, bent(20_000, SEED), 0b11);
    double[][] heldOut = bent(5_000, SEED + 1);
    double[][] losses = new double[heldOut.length][2];
    model.losses(parameters, heldOut, 0b11, losses);
    double mean = Arrays.stream(losses).mapToDouble(loss -> loss[0] + loss[1]).average().orElse(0);
    double entropy = Math.log(2 * Math.PI * Math.E) + Math.log(0.3);
    assertThat(mean).isBetween(entropy - 0.05, entropy + 0.05);
  }

  /** X0 standard normal, X1 = |X0| + 0.3 times standard normal. */
  private static double[][] bent(int count, long seed) {
    UniformRandomProvider random = KeyedRandom.of(seed, "bent");
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[][] samples = new double[count][2];
    for (double[] sample : samples) {
      sample[0] = normal.sample();
      sample[1] = Math.abs(sample[0]) + 0.3 * normal.sample();
    }
    return samples;
  }

  private static void learn(JointModel model, double[] parameters, double[][] samples, long terms) {
    for (int from = 0; from < samples.length; from += BATCH) {
      int to = Math.min(samples.length, from + BATCH);
      model.observe(parameters, Arrays.copyOfRange(samples, from, to), terms, NO_FORGETTING);
    }
  }
}
