// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.random.KeyedRandom;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Categorical variables, each with a {@link ConditionalLaw} that is asked for one draw at a time:
 * no table over all configurations of its parents is needed, so that they may be as many as there
 * are variables. Variables may differ in their numbers of categories.
 *
 * <ul>
 *   <li>Perfect intervention: uniform over the categories.
 *   <li>Soft intervention: another law of the same parents, drawn anew, one for each variable and
 *       always the same (Ke et al., arXiv 1910.01075).
 * </ul>
 */
public final class ConditionalModel implements StructuralCausalModel {
  private final Dag graph;
  private final int[] order;
  private final Domain domain;
  private final int[] categories;
  private final Draw draw;
  private final long seed;
  private final ConditionalLaw[] laws;

  /** By node; drawn when first needed, as networks of many variables are large. */
  private final AtomicReferenceArray<ConditionalLaw> softLaws;

  /** A distribution over the laws of a node; a function of the node and of the numbers drawn. */
  @FunctionalInterface
  public interface Draw {
    /** One law. */
    ConditionalLaw draw(int node, UniformRandomProvider random);
  }

  private ConditionalModel(
      Dag graph,
      Domain domain,
      Draw draw,
      long seed,
      ConditionalLaw[] laws,
      AtomicReferenceArray<ConditionalLaw> softLaws) {
    this.graph = graph;
    this.order = graph.topologicalOrder();
    this.domain = domain;
    this.categories = domain.categories();
    this.draw = draw;
    this.seed = seed;
    this.laws = laws;
    this.softLaws = softLaws;
  }

  /**
   * A model of given laws.
   *
   * @param laws one for each node, which read the values of its parents alone
   * @param draw gives the laws of interventions and shifts
   * @param seed of the soft interventions
   * @throws IllegalArgumentException if the domain is continuous or of another size
   */
  public static ConditionalModel of(
      Dag graph, Domain domain, ConditionalLaw[] laws, Draw draw, long seed) {
    if (!domain.isCategorical()
        || domain.dimension() != graph.nodes()
        || laws.length != graph.nodes()) {
      throw new IllegalArgumentException(
          "%d laws and %s for %d nodes".formatted(laws.length, domain, graph.nodes()));
    }
    return new ConditionalModel(
        graph,
        domain,
        draw,
        seed,
        Arrays.copyOf(laws, laws.length, ConditionalLaw[].class),
        new AtomicReferenceArray<>(laws.length));
  }

  /** A model whose laws are drawn, each from randomness of its own. */
  static ConditionalModel draw(Dag graph, int categories, Draw draw, long seed, String purpose) {
    ConditionalLaw[] laws = new ConditionalLaw[graph.nodes()];
    for (int node = 0; node < laws.length; node++) {
      laws[node] = draw.draw(node, KeyedRandom.of(seed, purpose, node));
    }
    return of(graph, CategoricalModel.domain(laws.length, categories), laws, draw, seed);
  }

  @Override
  public Dag graph() {
    return graph;
  }

  @Override
  public Domain domain() {
    return domain;
  }

  /** The law of a variable. */
  public ConditionalLaw law(int node) {
    return laws[node];
  }

  @Override
  public double[] sample(VariableSet targets, InterventionKind kind, long seed, long index) {
    Targets.check(targets, graph);
    double[] values = CategoricalModel.noise(laws.length, seed, index);
    for (int node : order) {
      values[node] = category(node, values, targets.contains(node) ? kind : null);
    }
    return values;
  }

  @Override
  public double[] sampleAt(VariableSet targets, double value, long seed, long index) {
    Targets.check(targets, value, domain);
    double[] values = CategoricalModel.noise(laws.length, seed, index);
    for (int node : order) {
      values[node] = targets.contains(node) ? value : category(node, values, null);
    }
    return values;
  }

  @Override
  public double[] losses(double[] values) {
    double[] losses = new double[laws.length];
    for (int node = 0; node < losses.length; node++) {
      losses[node] = 0 - StrictMath.log(laws[node].probabilities(values)[(int) values[node]]);
    }
    return losses;
  }

  @Override
  public double entropy() {
    return ExactLaw.count(this) <= ExactLaw.MAX_CONFIGURATIONS
        ? ExactLaw.of(tabulated()).entropy()
        : Double.NaN;
  }

  /** The same model, in which no probability is computed twice. */
  private ConditionalModel tabulated() {
    return with(
        Targets.replace(
            laws,
            Targets.all(graph),
            node -> TableLaw.tabulate(laws[node], graph.parents(node).members(), categories)));
  }

  @Override
  public ConditionalModel redrawn(VariableSet targets, long seed) {
    Targets.check(targets, graph);
    return with(
        Targets.replace(
            laws,
            targets,
            node -> draw.draw(node, KeyedRandom.of(seed, "redrawn mechanism", node))));
  }

  @Override
  public ConditionalModel intervened(VariableSet targets) {
    Targets.check(targets, graph);
    return with(Targets.replace(laws, targets, this::uniform));
  }

  @Override
  public ConditionalModel blend(StructuralCausalModel other, double weight) {
    Targets.checkBlend(this, other, weight);
    if (!(other instanceof ConditionalModel model)) {
      throw new IllegalArgumentException("only models of the same kind blend");
    }
    return with(
        Targets.replace(
            laws, Targets.all(graph), node -> mixture(laws[node], model.laws[node], weight)));
  }

  private static ConditionalLaw mixture(ConditionalLaw one, ConditionalLaw other, double weight) {
    if (one == other) {
      return one;
    }
    return values -> {
      double[] mixed = one.probabilities(values).clone();
      double[] others = other.probabilities(values);
      for (int k = 0; k < mixed.length; k++) {
        mixed[k] = (1 - weight) * mixed[k] + weight * others[k];
      }
      return mixed;
    };
  }

  private ConditionalLaw uniform(int node) {
    double[] each = new double[categories[node]];
    Arrays.fill(each, 1.0 / categories[node]);
    return values -> each;
  }

  private ConditionalModel with(ConditionalLaw[] others) {
    return new ConditionalModel(graph, domain, draw, seed, others, softLaws);
  }

  /** Category of a node whose entry of {@code values} is still its noise, uniform on [0, 1). */
  private int category(int node, double[] values, InterventionKind intervention) {
    double uniform = values[node];
    if (intervention == InterventionKind.PERFECT) {
      return (int) (uniform * categories[node]);
    }
    ConditionalLaw law = intervention == InterventionKind.SOFT ? softLaw(node) : laws[node];
    return ConditionalLaw.category(law.probabilities(values), uniform);
  }

  /** Who draws it first changes nothing. */
  private ConditionalLaw softLaw(int node) {
    ConditionalLaw law = softLaws.get(node);
    if (law == null) {
      law = draw.draw(node, KeyedRandom.of(seed, "soft intervention", node));
      softLaws.set(node, law);
    }
    return law;
  }
}
