// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.random.KeyedRandom;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Categorical mechanisms: each node has a random conditional probability table. Either it depends
 * clearly on every parent, or its rows are uniform on the simplex, see {@link ConditionalTable} for
 * both, or it tabulates a random network, see {@link MlpMechanism}. The effects of the last two may
 * be small. All variables have the same number of categories.
 *
 * <ul>
 *   <li>Perfect intervention: uniform over the categories.
 *   <li>Soft intervention: the category drawn by the mechanism is moved one up, the last to the
 *       first.
 * </ul>
 */
public final class CategoricalModel implements StructuralCausalModel {
  private final Dag graph;
  private final int[] order;
  private final Domain domain;
  private final int categories;
  private final Law law;
  private final ConditionalTable[] tables;

  /** By node, ascending. */
  private final int[][] parents;

  /** A distribution over the tables of a node. */
  @FunctionalInterface
  private interface Law {
    ConditionalTable draw(int node, UniformRandomProvider random);
  }

  private CategoricalModel(Dag graph, int categories, Law law, ConditionalTable[] tables) {
    this.graph = graph;
    this.order = graph.topologicalOrder();
    this.domain = domain(graph.nodes(), categories);
    this.categories = categories;
    this.law = law;
    this.tables = tables;
    parents = new int[graph.nodes()][];
    for (int node = 0; node < parents.length; node++) {
      parents[node] = graph.parents(node).members();
    }
  }

  static CategoricalModel draw(Dag graph, int categories, long seed) {
    Law law =
        (node, random) -> ConditionalTable.draw(categories, graph.parents(node).size(), random);
    return draw(graph, categories, law, seed, "categorical mechanism");
  }

  static CategoricalModel drawUniformly(Dag graph, int categories, long seed) {
    Law law =
        (node, random) ->
            ConditionalTable.drawUniformly(categories, graph.parents(node).size(), random);
    return draw(graph, categories, law, seed, "dirichlet mechanism");
  }

  static CategoricalModel drawNetworks(Dag graph, int categories, long seed) {
    Law law =
        (node, random) ->
            MlpMechanism.draw(graph.nodes(), categories, random).tabulate(graph.parents(node));
    return draw(graph, categories, law, seed, "mlp mechanism");
  }

  private static CategoricalModel draw(
      Dag graph, int categories, Law law, long seed, String purpose) {
    ConditionalTable[] tables = new ConditionalTable[graph.nodes()];
    for (int node = 0; node < tables.length; node++) {
      try {
        tables[node] = law.draw(node, KeyedRandom.of(seed, purpose, node));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("node " + node + ": " + e.getMessage(), e);
      }
    }
    return new CategoricalModel(graph, categories, law, tables);
  }

  @Override
  public Dag graph() {
    return graph;
  }

  @Override
  public Domain domain() {
    return domain;
  }

  ConditionalTable table(int node) {
    return tables[node];
  }

  @Override
  public double[] sample(VariableSet targets, InterventionKind kind, long seed, long index) {
    Targets.check(targets, graph);
    double[] values = noise(graph.nodes(), seed, index);
    for (int node : order) {
      values[node] = category(node, values, targets.contains(node) ? kind : null);
    }
    return values;
  }

  @Override
  public double[] sampleAt(VariableSet targets, double value, long seed, long index) {
    Targets.check(targets, value, domain);
    double[] values = noise(graph.nodes(), seed, index);
    for (int node : order) {
      values[node] = targets.contains(node) ? value : category(node, values, null);
    }
    return values;
  }

  @Override
  public double[] losses(double[] values) {
    double[] losses = new double[tables.length];
    for (int node = 0; node < losses.length; node++) {
      int configuration = configuration(node, values);
      losses[node] = -Math.log(tables[node].probability(configuration, (int) values[node]));
    }
    return losses;
  }

  @Override
  public double entropy() {
    return ExactLaw.count(this) <= ExactLaw.MAX_CONFIGURATIONS
        ? ExactLaw.of(this).entropy()
        : Double.NaN;
  }

  @Override
  public CategoricalModel redrawn(VariableSet targets, long seed) {
    Targets.check(targets, graph);
    return with(
        Targets.replace(
            tables,
            targets,
            node -> law.draw(node, KeyedRandom.of(seed, "redrawn mechanism", node))));
  }

  @Override
  public CategoricalModel intervened(VariableSet targets) {
    Targets.check(targets, graph);
    return with(Targets.replace(tables, targets, node -> tables[node].uniform()));
  }

  @Override
  public CategoricalModel blend(StructuralCausalModel other, double weight) {
    Targets.checkBlend(this, other, weight);
    ConditionalTable[] others = ((CategoricalModel) other).tables;
    return with(
        Targets.replace(
            tables, Targets.all(graph), node -> tables[node].blend(others[node], weight)));
  }

  private CategoricalModel with(ConditionalTable[] others) {
    return new CategoricalModel(graph, categories, law, others);
  }

  /** Of variables with as many categories each. */
  static Domain domain(int dimension, int categories) {
    int[] each = new int[dimension];
    Arrays.fill(each, categories);
    return Domain.categorical(each);
  }

  /** What makes a draw of categorical variables: a number for each node, uniform on [0, 1). */
  static double[] noise(int nodes, long seed, long index) {
    UniformRandomProvider random = KeyedRandom.of(seed, "categorical sample", index);
    double[] noise = new double[nodes];
    for (int node = 0; node < noise.length; node++) {
      noise[node] = random.nextDouble();
    }
    return noise;
  }

  /** Category of a node whose entry of {@code values} is still its noise, uniform on [0, 1). */
  private int category(int node, double[] values, InterventionKind intervention) {
    double uniform = values[node];
    if (intervention == InterventionKind.PERFECT) {
      return (int) (uniform * categories);
    }
    int drawn = tables[node].category(configuration(node, values), uniform);
    return intervention == InterventionKind.SOFT ? (drawn + 1) % categories : drawn;
  }

  private int configuration(int node, double[] values) {
    int row = 0;
    int radix = 1;
    for (int parent : parents[node]) {
      row += radix * (int) values[parent];
      radix *= categories;
    }
    return row;
  }
}
