// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import dev.sluice.models.graph.Dag;
import dev.sluice.models.random.KeyedRandom;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;

/**
 * A distribution over true graphs.
 *
 * <p>A shape is drawn with edges from earlier to later roles, then the roles are dealt to the
 * variables at random, so that no learner gains from the order of the variables.
 *
 * @param shape which pairs of roles are joined
 * @param nodes number of variables, 1 to {@value Dag#MAX_NODES}
 * @param edgesPerNode expected edges per node of {@link Shape#ER}, 0 to (nodes - 1) / 2; 0 for
 *     other shapes
 */
public record GraphFamily(Shape shape, int nodes, double edgesPerNode) {

  /**
   * Shapes of graphs; all but {@link #ER} as in Ke et al., "Learning neural causal models from
   * unknown interventions" (arXiv 1910.01075), and Lippe et al., "Efficient neural causal discovery
   * without acyclicity constraints" (ICLR 2022).
   */
  public enum Shape {
    /** Erdos-Renyi: every pair of roles is joined independently, with equal probability. */
    ER,
    /** Each node has the one before it as parent. */
    CHAIN,
    /** The last node has all others as parents; there are no other edges. */
    COLLIDER,
    /** Each node has the two before it as parents. */
    BIDIAG,
    /** A binary tree in which each node also has its grandparent as parent. */
    JUNGLE,
    /** Each node has all before it as parents. */
    FULL;

    private boolean joins(int from, int to, int nodes) {
      return switch (this) {
        case ER -> throw new IllegalStateException("pairs of ER are joined at random");
        case CHAIN -> from == to - 1;
        case COLLIDER -> to == nodes - 1;
        case BIDIAG -> from >= to - 2;
        case JUNGLE -> from == treeParent(to) || (to > 2 && from == treeParent(treeParent(to)));
        case FULL -> true;
      };
    }

    private static int treeParent(int node) {
      return (node - 1) / 2;
    }

    private String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException naming the component that is out of range
   */
  public GraphFamily {
    if (nodes < 1 || nodes > Dag.MAX_NODES) {
      throw new IllegalArgumentException(
          "number of nodes must be 1 to %d, not %d".formatted(Dag.MAX_NODES, nodes));
    }
    double most = shape == Shape.ER ? (nodes - 1) / 2.0 : 0;
    if (!(edgesPerNode >= 0 && edgesPerNode <= most)) {
      throw new IllegalArgumentException(
          "edges per node of %d nodes must be 0 to %s, not %s"
              .formatted(nodes, most, edgesPerNode));
    }
  }

  /**
   * Reads {@code er:NODES:EDGES_PER_NODE}, {@code chain:NODES}, {@code collider:NODES}, {@code
   * bidiag:NODES}, {@code jungle:NODES} or {@code full:NODES}.
   *
   * @throws IllegalArgumentException naming the text and the part of it that is wrong
   */
  public static GraphFamily parse(String text) {
    try {
      List<String> parts = List.of(text.split(":", -1));
      Shape shape = shape(parts.get(0));
      int expected = shape == Shape.ER ? 3 : 2;
      if (parts.size() != expected) {
        throw new IllegalArgumentException("expected " + form(shape));
      }
      int nodes = nodes(parts.get(1));
      return new GraphFamily(shape, nodes, shape == Shape.ER ? edgesPerNode(parts.get(2)) : 0);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(text + ": " + e.getMessage(), e);
    }
  }

  /** One graph of this family; a function of the seed. */
  public Dag draw(long seed) {
    UniformRandomProvider random = KeyedRandom.of(seed, "graph");
    int[] variableOf = PermutationSampler.natural(nodes);
    PermutationSampler.shuffle(random, variableOf);
    double probability = nodes == 1 ? 0 : 2 * edgesPerNode / (nodes - 1);
    List<int[]> edges = new ArrayList<>();
    for (int to = 1; to < nodes; to++) {
      for (int from = 0; from < to; from++) {
        boolean joined =
            shape == Shape.ER ? random.nextDouble() < probability : shape.joins(from, to, nodes);
        if (joined) {
          edges.add(new int[] {variableOf[from], variableOf[to]});
        }
      }
    }
    return Dag.ofEdges(nodes, edges.toArray(int[][]::new));
  }

  /** The text that {@link #parse} reads, such as {@code er:8:1}. */
  @Override
  public String toString() {
    String text = shape.label() + ":" + nodes;
    return shape == Shape.ER
        ? text + ":" + BigDecimal.valueOf(edgesPerNode).stripTrailingZeros().toPlainString()
        : text;
  }

  private static Shape shape(String name) {
    for (Shape shape : Shape.values()) {
      if (shape.label().equals(name)) {
        return shape;
      }
    }
    throw new IllegalArgumentException(
        "'%s' is not a graph family (er, chain, collider, bidiag, jungle, full)".formatted(name));
  }

  private static String form(Shape shape) {
    return shape.label() + (shape == Shape.ER ? ":NODES:EDGES_PER_NODE" : ":NODES");
  }

  private static int nodes(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'%s' is not a number of nodes".formatted(text), e);
    }
  }

  private static double edgesPerNode(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'%s' is not a number of edges per node".formatted(text), e);
    }
  }
}
