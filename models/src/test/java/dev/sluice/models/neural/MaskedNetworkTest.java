// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.learner.JointModel;
import dev.sluice.models.learner.ModelClass;
import dev.sluice.models.learner.TabularLaw;
import dev.sluice.models.random.KeyedRandom;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MaskedNetworkTest {
  private static final long SEED = 5;
  private static final double NO_FORGETTING = Double.POSITIVE_INFINITY;
  private static final NeuralSettings SETTINGS = NeuralSettings.defaults();

  /** 2 -> 0 -> 3, 2 -> 3, 1 apart. */
  private static final Dag GRAPH = Dag.ofParents(0b0100, 0, 0, 0b0101);

  private static final int VARIABLES = 4;
  private static final long ALL = 0b1111;

  /** A prime, so that every kind of weight has its turn. */
  private static final int EVERY_FEW_WEIGHTS = 13;

  private static final Domain CATEGORICAL = Domain.categorical(3, 2, 3, 4);
  private static final Domain CONTINUOUS = Domain.continuous(VARIABLES);

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"TABLE", "MONOLITH"})
  void a_term_depends_on_its_predictors_and_on_no_other_variable(ModelClass modelClass) {
    long[] predictors = modelClass.predictors(GRAPH, SEED);
    for (Domain domain : new Domain[] {CATEGORICAL, CONTINUOUS}) {
      boolean[][] depends = dependence(modelClass, domain);
      for (int term = 0; term < VARIABLES; term++) {
        for (int other = 0; other < VARIABLES; other++) {
          assertThat(depends[term][other])
              .as("%s: term %d on variable %d", domain, term, other)
              .isEqualTo(term == other || (predictors[term] >>> other & 1) != 0);
        }
      }
    }
  }

  @Test
  void a_term_of_the_monolith_depends_on_its_predecessors_in_the_random_order() {
    int[] order = ModelClass.randomOrder(VARIABLES, SEED);
    for (Domain domain : new Domain[] {CATEGORICAL, CONTINUOUS}) {
      boolean[][] depends = dependence(ModelClass.MONOLITH, domain);
      for (int term = 0; term < VARIABLES; term++) {
        for (int other = 0; other < VARIABLES; other++) {
          assertThat(depends[order[term]][order[other]]).isEqualTo(other <= term);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"TABLE", "PSEUDO"})
  void the_probabilities_of_all_configurations_add_up_to_one(ModelClass modelClass) {
    TabularLaw law = TabularLaw.draw(GRAPH, 3, SEED);
    JointModel model = network(modelClass, law.domain());
    double[] parameters = trained(model, law.domain(), 20);
    double sum =
        Arrays.stream(losses(model, parameters, law.configurations()))
            .mapToDouble(terms -> Math.exp(-Arrays.stream(terms).sum()))
            .sum();
    assertThat(sum).isCloseTo(1, within(1e-9));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TABLE")
  void the_gradient_is_that_of_finite_differences(ModelClass modelClass) {
    for (Domain domain : new Domain[] {CATEGORICAL, CONTINUOUS}) {
      MaskedNetwork model = network(modelClass, domain);
      double[] parameters = trained(model, domain, 3);
      double[][] samples = samples(domain, 7, 99);
      double[] gradient = model.gradient(parameters, samples);
      assertThat(gradient).hasSize(model.weights());
      for (int w = 0; w < gradient.length; w += EVERY_FEW_WEIGHTS) {
        assertThat(gradient[w]).isCloseTo(slope(model, parameters, samples, w), within(1e-6));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"TABLE", "MONOLITH"})
  void a_term_learns_apart_from_the_others(ModelClass modelClass) {
    for (Domain domain : new Domain[] {CATEGORICAL, CONTINUOUS}) {
      JointModel model = network(modelClass, domain);
      double[] parameters = trained(model, domain, 3);
      double[] all = parameters.clone();
      double[] one = parameters.clone();
      double[][] samples = samples(domain, 32, 7);
      model.observe(all, samples, ALL, NO_FORGETTING);
      model.observe(one, samples, 0b0100, NO_FORGETTING);
      for (int term = 0; term < VARIABLES; term++) {
        double[] expected = term == 2 ? all : parameters;
        assertThat(model.extract(one, term)).containsExactly(model.extract(expected, term));
        assertThat(column(losses(model, one, samples), term))
            .containsExactly(column(losses(model, expected, samples), term));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TABLE")
  void learning_continues_from_a_copy_bit_for_bit(ModelClass modelClass) {
    double[][] samples = samples(CATEGORICAL, 96, 7);
    JointModel model = network(modelClass, CATEGORICAL);
    double[] uninterrupted = model.initial();
    double[] stored = model.initial();
    for (int from = 0; from < samples.length; from += 32) {
      double[][] batch = Arrays.copyOfRange(samples, from, from + 32);
      model.observe(uninterrupted, batch, ALL, NO_FORGETTING);
      stored = stored.clone();
      network(modelClass, CATEGORICAL).observe(stored, batch, ALL, NO_FORGETTING);
    }
    assertThat(stored).containsExactly(uninterrupted);
    assertThat(uninterrupted).isNotEqualTo(model.initial());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TABLE")
  void a_restart_keeps_what_was_learned_and_how_noisy_it_was(ModelClass modelClass) {
    MaskedNetwork model = network(modelClass, CATEGORICAL);
    double[] parameters = trained(model, CATEGORICAL, 3);
    double[] restarted = parameters.clone();
    model.restart(restarted, ALL, 30);
    int n = model.weights();
    double[] expected = parameters.clone();
    Arrays.fill(expected, n, 2 * n, 0);
    for (int steps = 3 * n; steps < expected.length; steps += 2) {
      assertThat(expected[steps]).isEqualTo(3 * SETTINGS.steps());
      expected[steps + 1] = 0;
    }
    assertThat(restarted).containsExactly(expected);
  }

  @Test
  void what_was_extracted_can_be_put_back() {
    JointModel model = network(ModelClass.CAUSAL, CATEGORICAL);
    double[] before = trained(model, CATEGORICAL, 3);
    double[] after = before.clone();
    model.observe(after, samples(CATEGORICAL, 32, 7), 0b1001, NO_FORGETTING);
    assertThat(model.distance(before, after, 0)).isPositive();
    assertThat(model.distance(before, after, 1)).isZero();
    model.insert(after, 0, model.extract(before, 0));
    assertThat(model.distance(before, after, 0)).isZero();
    model.insert(after, 3, model.extract(before, 3));
    assertThat(after).containsExactly(before);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TABLE")
  void the_distances_of_the_terms_add_up_to_that_of_all_weights(ModelClass modelClass) {
    MaskedNetwork model = network(modelClass, CATEGORICAL);
    double[] from = model.initial();
    double[] to = trained(model, CATEGORICAL, 3);
    double sum = IntStream.range(0, VARIABLES).mapToDouble(i -> model.distance(from, to, i)).sum();
    double direct =
        IntStream.range(0, model.weights()).mapToDouble(w -> Math.pow(to[w] - from[w], 2)).sum();
    assertThat(sum).isCloseTo(direct, within(1e-12));
  }

  @Test
  void no_part_of_a_monolith_can_be_taken_out() {
    JointModel model = network(ModelClass.MONOLITH, CATEGORICAL);
    assertThat(model.modular()).isFalse();
    assertThat(model.terms()).isEqualTo(VARIABLES);
    assertThatThrownBy(() -> model.extract(model.initial(), 0))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> model.insert(model.initial(), 0, new double[1]))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void entropies_are_the_expected_losses() {
    JointModel model = network(ModelClass.CAUSAL, CATEGORICAL);
    double[] parameters = trained(model, CATEGORICAL, 20);
    double[][] categories =
        IntStream.range(0, 4).mapToObj(k -> new double[] {2, 0, 1, k}).toArray(double[][]::new);
    double[][] entropies = new double[4][VARIABLES];
    model.entropies(parameters, categories, 0b1000, entropies);
    double expected =
        Arrays.stream(column(losses(model, parameters, categories), 3))
            .map(loss -> Math.exp(-loss) * loss)
            .sum();
    assertThat(entropies[0]).containsExactly(new double[] {0, 0, 0, expected}, within(1e-12));
  }

  @Test
  void a_batch_is_predicted_as_its_samples_are() {
    JointModel model = network(ModelClass.FULL, CONTINUOUS);
    double[] parameters = trained(model, CONTINUOUS, 3);
    double[][] samples = samples(CONTINUOUS, 5, 7);
    double[][] together = losses(model, parameters, samples);
    for (int s = 0; s < samples.length; s++) {
      double[][] alone = losses(model, parameters, new double[][] {samples[s]});
      assertThat(alone[0]).containsExactly(together[s], within(1e-12));
    }
  }

  @Test
  void weights_are_counted_by_hand() {
    // Width 4 max(4, 4) = 16; K = 3, 2, 3, 4; predictors of 0: 3 inputs, of 3: 6 inputs.
    int biases = 4 * 16 + 3 + 2 + 3 + 4;
    int weights = 16 * (3 + 6) + 16 * (3 + 2 + 3 + 4);
    MaskedNetwork causal = network(ModelClass.CAUSAL, CATEGORICAL);
    assertThat(causal.weights()).isEqualTo(biases + weights);
    assertThat(causal.size()).isEqualTo(3 * (biases + weights) + 2 * VARIABLES);
    assertThat(causal.initial()).hasSize(causal.size());
  }

  @ParameterizedTest
  @EnumSource(names = {"CAUSAL", "FULL"})
  void the_monolith_has_as_many_weights_as_the_matched_class(ModelClass matched) {
    Dag chain = Dag.ofParents(0, 1, 2, 4, 8, 16);
    Domain domain = Domain.categorical(3, 3, 3, 3, 3, 3);
    int modular = Networks.of(matched, domain, chain, SETTINGS, SEED).weights();
    int monolith = Networks.monolith(matched, domain, chain, SETTINGS, SEED).weights();
    // One hidden unit more or less is 18 weights and a bias.
    assertThat(modular).isEqualTo(matched == ModelClass.CAUSAL ? 954 : 1674);
    assertThat(monolith).isCloseTo(modular, within(19 / 2));
  }

  @Test
  void a_monolith_can_have_as_many_weights_as_an_order() {
    for (Domain domain : new Domain[] {CATEGORICAL, CONTINUOUS}) {
      int order = network(ModelClass.RANDOM, domain).weights();
      int monolith = Networks.monolith(ModelClass.RANDOM, domain, GRAPH, SETTINGS, SEED).weights();
      // No hidden unit has more than 12 inputs and outputs, and a bias.
      assertThat(monolith).isCloseTo(order, within(13 / 2));
    }
  }

  @Test
  void one_variable_is_enough() {
    Domain domain = Domain.categorical(3);
    for (ModelClass modelClass : new ModelClass[] {ModelClass.CAUSAL, ModelClass.MONOLITH}) {
      JointModel model = Networks.of(modelClass, domain, Dag.empty(1), SETTINGS, SEED);
      double[] parameters = model.initial();
      model.observe(parameters, new double[][] {{1}, {1}}, 1, NO_FORGETTING);
      double[][] losses = losses(model, parameters, new double[][] {{0}, {1}, {2}});
      assertThat(losses[1][0]).isLessThan(losses[0][0]).isLessThan(losses[2][0]);
    }
  }

  @Test
  void nothing_is_learned_from_nothing() {
    JointModel model = network(ModelClass.MONOLITH, CATEGORICAL);
    double[] parameters = model.initial();
    model.observe(parameters, new double[0][], ALL, NO_FORGETTING);
    model.observe(parameters, samples(CATEGORICAL, 3, 7), 0, NO_FORGETTING);
    assertThat(parameters).containsExactly(model.initial());
  }

  @Test
  void initial_weights_are_a_function_of_the_seed() {
    double[] one = network(ModelClass.CAUSAL, CATEGORICAL).initial();
    assertThat(network(ModelClass.CAUSAL, CATEGORICAL).initial()).containsExactly(one);
    assertThat(Networks.of(ModelClass.CAUSAL, CATEGORICAL, GRAPH, SETTINGS, SEED + 1).initial())
        .isNotEqualTo(one);
  }

  private static MaskedNetwork network(ModelClass modelClass, Domain domain) {
    return Networks.of(modelClass, domain, GRAPH, SETTINGS, SEED);
  }

  private static double[] trained(JointModel model, Domain domain, int batches) {
    double[] parameters = model.initial();
    for (int b = 0; b < batches; b++) {
      model.observe(parameters, samples(domain, 32, b), ALL, NO_FORGETTING);
    }
    return parameters;
  }

  private static double[][] samples(Domain domain, int count, long seed) {
    UniformRandomProvider random = KeyedRandom.of(seed, "samples");
    int[] categories = domain.categories();
    double[][] samples = new double[count][domain.dimension()];
    for (double[] sample : samples) {
      for (int i = 0; i < sample.length; i++) {
        sample[i] =
            domain.isCategorical() ? random.nextInt(categories[i]) : random.nextDouble(-2, 2);
      }
    }
    return samples;
  }

  private static double[][] losses(JointModel model, double[] parameters, double[][] samples) {
    double[][] losses = new double[samples.length][model.terms()];
    model.losses(parameters, samples, Domain.everyVariable(model.terms()), losses);
    return losses;
  }

  /** [term][variable]: whether another value of the variable changes the term's loss. */
  private static boolean[][] dependence(ModelClass modelClass, Domain domain) {
    JointModel model = network(modelClass, domain);
    double[] parameters = trained(model, domain, 3);
    double[][] samples = samples(domain, 10, 1);
    double[][] before = losses(model, parameters, samples);
    boolean[][] depends = new boolean[VARIABLES][VARIABLES];
    for (int variable = 0; variable < VARIABLES; variable++) {
      int changed = variable;
      double[][] other =
          Arrays.stream(samples)
              .map(sample -> changed(sample, changed, domain))
              .toArray(double[][]::new);
      double[][] after = losses(model, parameters, other);
      for (int term = 0; term < VARIABLES; term++) {
        depends[term][variable] = !Arrays.equals(column(before, term), column(after, term));
      }
    }
    return depends;
  }

  private static double[] changed(double[] sample, int variable, Domain domain) {
    double[] changed = sample.clone();
    changed[variable] =
        domain.isCategorical()
            ? (sample[variable] + 1) % domain.categories()[variable]
            : sample[variable] + 1;
    return changed;
  }

  private static double[] column(double[][] rows, int column) {
    return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
  }

  private static double slope(JointModel model, double[] parameters, double[][] samples, int w) {
    double step = 1e-6;
    double[] more = parameters.clone();
    more[w] += step;
    double[] less = parameters.clone();
    less[w] -= step;
    return (meanLoss(model, more, samples) - meanLoss(model, less, samples)) / (2 * step);
  }

  private static double meanLoss(JointModel model, double[] parameters, double[][] samples) {
    return Arrays.stream(losses(model, parameters, samples))
        .mapToDouble(terms -> Arrays.stream(terms).sum())
        .average()
        .orElseThrow();
  }
}
