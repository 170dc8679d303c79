// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.learner.JointModel;
import dev.sluice.models.learner.ModelClass;
import dev.sluice.models.learner.TabularLaw;
import dev.sluice.models.neural.Networks;
import dev.sluice.models.neural.NeuralSettings;
import dev.sluice.models.random.KeyedRandom;
import dev.sluice.models.scm.GraphFamily;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One mechanism of six is drawn anew: which network is closer to the new law after 50 samples? */
class ModulesAgainstMonolithTest {
  private static final GraphFamily GRAPHS = GraphFamily.parse("er:6:1");
  private static final int SEEDS = 10;
  private static final int SOURCE = 2_000;
  private static final int SHOTS = 50;
  private static final int SOURCE_BATCH = 32;
  private static final int SHOT_BATCH = 10;
  private static final long ALL = 0b111111;

  /** Gaps of one seed: of the modular causal network, if all or only the changed terms learn. */
  private record Gaps(double causal, double causalTarget, double monolith) {}

  @Test
  void modules_along_the_causal_graph_adapt_faster_than_a_monolith_of_as_many_weights() {
    Gaps[] gaps =
        IntStream.range(0, SEEDS).mapToObj(ModulesAgainstMonolithTest::gaps).toArray(Gaps[]::new);
    double causal = median(Arrays.stream(gaps).mapToDouble(Gaps::causal).toArray());
    double causalTarget = median(Arrays.stream(gaps).mapToDouble(Gaps::causalTarget).toArray());
    double monolith = median(Arrays.stream(gaps).mapToDouble(Gaps::monolith).toArray());
    assertThat(causal).isLessThan(monolith);
    assertThat(causalTarget).isLessThan(causal);
  }

  private static Gaps gaps(int seed) {
    TabularLaw source = TabularLaw.draw(GRAPHS.draw(seed), 3, seed);
    int target = KeyedRandom.of(seed, "target").nextInt(6);
    TabularLaw shifted = source.redraw(target, seed + 1_000);
    return new Gaps(
        gap(ModelClass.CAUSAL, source, shifted, ALL, seed),
        gap(ModelClass.CAUSAL, source, shifted, 1L << target, seed),
        gap(ModelClass.MONOLITH, source, shifted, ALL, seed));
  }

  private static double gap(
      ModelClass modelClass, TabularLaw source, TabularLaw shifted, long terms, long seed) {
    JointModel model =
        Networks.of(modelClass, source.domain(), source.graph(), NeuralSettings.defaults(), seed);
    double[] parameters = model.initial();
    learn(model, parameters, source.samples(SOURCE, seed), SOURCE_BATCH, ALL);
    model.restart(parameters, terms, 0);
    learn(model, parameters, shifted.samples(SHOTS, seed + 1_000), SHOT_BATCH, terms);
    return shifted.gap(model, parameters);
  }

  private static void learn(
      JointModel model, double[] parameters, double[][] samples, int batch, long terms) {
    for (int from = 0; from < samples.length; from += batch) {
      int to = Math.min(samples.length, from + batch);
      model.observe(
          parameters, Arrays.copyOfRange(samples, from, to), terms, Double.POSITIVE_INFINITY);
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
