// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.Domain;
import dev.sluice.models.random.KeyedRandom;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Categorical mechanisms: each node has a random conditional probability table, see {@link
 * ConditionalTable}, that depends clearly on every parent. All variables have the same number of
 * categories.
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
  private final ConditionalTable[] tables;

  private CategoricalModel(Dag graph, int categories, ConditionalTable[] tables) {
    this.graph = graph;
    this.order = graph.topologicalOrder();
    this.domain = domain(graph.nodes(), categories);
    this.categories = categories;
    this.tables = tables;
  }

  static CategoricalModel draw(Dag graph, int categories, long seed) {
    ConditionalTable[] tables = new ConditionalTable[graph.nodes()];
    for (int node = 0; node < tables.length; node++) {
      int parents = Long.bitCount(graph.parents(node));
      UniformRandomProvider random = KeyedRandom.of(seed, "categorical mechanism", node);
      try {
        tables[node] = ConditionalTable.draw(categories, parents, random);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("node " + node + ": " + e.getMessage(), e);
      }
    }
    return new CategoricalModel(graph, categories, tables);
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
  public double[] sample(long targets, InterventionKind kind, long seed, long index) {
    Targets.check(targets, graph);
    double[] values = noise(seed, index);
    for (int node : order) {
      values[node] = category(node, values, Targets.contains(targets, node) ? kind : null);
    }
    return values;
  }

  private static Domain domain(int dimension, int categories) {
    int[] each = new int[dimension];
    Arrays.fill(each, categories);
    return Domain.categorical(each);
  }

  private double[] noise(long seed, long index) {
    UniformRandomProvider random = KeyedRandom.of(seed, "categorical sample", index);
    double[] noise = new double[graph.nodes()];
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

  /** Row of the table: the parents' categories as digits, the lowest parent least significant. */
  private int configuration(int node, double[] values) {
    int row = 0;
    int radix = 1;
    for (long rest = graph.parents(node); rest != 0; rest &= rest - 1) {
      row += radix * (int) values[Long.numberOfTrailingZeros(rest)];
      radix *= categories;
    }
    return row;
  }
}
