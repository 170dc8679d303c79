// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import dev.sluice.models.graph.Dag;
import dev.sluice.models.random.KeyedRandom;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
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
 * @param density expected edges per node of {@link Shape#ER}, 0 to (nodes - 1) / 2; probability of
 *     an edge of {@link Shape#RANDOM} and {@link Shape#RANDOM_MAX}; 0 for other shapes
 * @param maxParents the most parents of a node of {@link Shape#RANDOM_MAX}, at least 1; 0 for other
 *     shapes
 */
public record GraphFamily(Shape shape, int nodes, double density, int maxParents) {

  /**
   * Shapes of graphs; all but {@link #ER} as in Ke et al., "Learning neural causal models from
   * unknown interventions" (arXiv 1910.01075), and Lippe et al., "Efficient neural causal discovery
   * without acyclicity constraints" (ICLR 2022).
   */
  public enum Shape {
    /** Erdos-Renyi: every pair of roles is joined independently, with equal probability. */
    ER,
    /** Pairs are joined with the probability given, then the graph is made connected. */
    RANDOM,
    /** The same, with a limit to the parents of a node. */
    RANDOM_MAX,
    /** Each node has the one before it as parent. */
    CHAIN,
    /** The last node has all others as parents; there are no other edges. */
    COLLIDER,
    /** Each node has the two before it as parents. */
    BIDIAG,
    /** A complete binary tree. */
    TREE,
    /** A binary tree in which each node also has its grandparent as parent. */
    JUNGLE,
    /** Each node has all before it as parents. */
    FULL;

    private boolean joins(int from, int to, int nodes) {
      return switch (this) {
        case ER, RANDOM, RANDOM_MAX ->
            throw new IllegalStateException("pairs of %s are joined at random".formatted(this));
        case CHAIN -> from == to - 1;
        case COLLIDER -> to == nodes - 1;
        case BIDIAG -> from >= to - 2;
        case TREE -> from == treeParent(to);
        case JUNGLE -> from == treeParent(to) || (to > 2 && from == treeParent(treeParent(to)));
        case FULL -> true;
      };
    }

    private static int treeParent(int node) {
      return (node - 1) / 2;
    }

    private String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String form() {
      return label()
          + ":NODES"
          + switch (this) {
            case ER -> ":EDGES_PER_NODE";
            case RANDOM -> ":PROBABILITY";
            case RANDOM_MAX -> ":PROBABILITY:MAX_PARENTS";
            default -> "";
          };
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
    if (shape == Shape.RANDOM || shape == Shape.RANDOM_MAX) {
      requireDensity(density, 1, "probability of an edge");
    } else {
      requireDensity(density, most, "edges per node of " + nodes + " nodes");
    }
    int least = shape == Shape.RANDOM_MAX ? 1 : 0;
    int greatest = shape == Shape.RANDOM_MAX ? Dag.MAX_NODES : 0;
    if (maxParents < least || maxParents > greatest) {
      throw new IllegalArgumentException(
          "number of parents must be %d to %d, not %d".formatted(least, greatest, maxParents));
    }
  }

  /** A family without a limit to parents. */
  public GraphFamily(Shape shape, int nodes, double density) {
    this(shape, nodes, density, 0);
  }

  private static void requireDensity(double density, double most, String what) {
    if (!(density >= 0 && density <= most)) {
      throw new IllegalArgumentException(
          "%s must be 0 to %s, not %s".formatted(what, most, density));
    }
  }

  /**
   * Reads {@code er:NODES:EDGES_PER_NODE}, {@code random:NODES:PROBABILITY}, {@code
   * random-max:NODES:PROBABILITY:MAX_PARENTS}, or {@code chain}, {@code collider}, {@code bidiag},
   * {@code tree}, {@code jungle} or {@code full}, each with {@code :NODES}.
   *
   * @throws IllegalArgumentException naming the text and the part of it that is wrong
   */
  public static GraphFamily parse(String text) {
    try {
      List<String> parts = List.of(text.split(":", -1));
      Shape shape = shape(parts.get(0));
      if (parts.size() != shape.form().split(":").length) {
        throw new IllegalArgumentException("expected " + shape.form());
      }
      int nodes = number(parts.get(1), "nodes");
      return switch (shape) {
        case ER -> new GraphFamily(shape, nodes, decimal(parts.get(2), "number of edges per node"));
        case RANDOM -> new GraphFamily(shape, nodes, decimal(parts.get(2), "probability"));
        case RANDOM_MAX ->
            new GraphFamily(
                shape,
                nodes,
                decimal(parts.get(2), "probability"),
                number(parts.get(3), "parents"));
        default -> new GraphFamily(shape, nodes, 0);
      };
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(text + ": " + e.getMessage(), e);
    }
  }

  /** One graph of this family; a function of the seed. */
  public Dag draw(long seed) {
    UniformRandomProvider random = KeyedRandom.of(seed, "graph");
    int[] variableOf = PermutationSampler.natural(nodes);
    PermutationSampler.shuffle(random, variableOf);
    boolean[][] joined = joined(random);
    List<int[]> edges = new ArrayList<>();
    for (int to = 1; to < nodes; to++) {
      for (int from = 0; from < to; from++) {
        if (joined[from][to]) {
          edges.add(new int[] {variableOf[from], variableOf[to]});
        }
      }
    }
    return Dag.ofEdges(nodes, edges.toArray(int[][]::new));
  }

  /** {@code [from][to]} by role. */
  private boolean[][] joined(UniformRandomProvider random) {
    if (shape == Shape.RANDOM || shape == Shape.RANDOM_MAX) {
      int most = shape == Shape.RANDOM ? nodes : maxParents;
      return ConnectedGraph.draw(nodes, density, most, random);
    }
    double probability = nodes == 1 ? 0 : 2 * density / (nodes - 1);
    boolean[][] joined = new boolean[nodes][nodes];
    for (int to = 1; to < nodes; to++) {
      for (int from = 0; from < to; from++) {
        joined[from][to] =
            shape == Shape.ER ? random.nextDouble() < probability : shape.joins(from, to, nodes);
      }
    }
    return joined;
  }

  /** The text that {@link #parse} reads, such as {@code er:8:1}. */
  @Override
  public String toString() {
    String text = shape.label() + ":" + nodes;
    String number = BigDecimal.valueOf(density).stripTrailingZeros().toPlainString();
    return switch (shape) {
      case ER, RANDOM -> text + ":" + number;
      case RANDOM_MAX -> text + ":" + number + ":" + maxParents;
      default -> text;
    };
  }

  private static Shape shape(String name) {
    for (Shape shape : Shape.values()) {
      if (shape.label().equals(name)) {
        return shape;
      }
    }
    throw new IllegalArgumentException(
        "'%s' is not a graph family (%s)"
            .formatted(
                name,
                Arrays.stream(Shape.values()).map(Shape::label).collect(Collectors.joining(", "))));
  }

  private static int number(String text, String of) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'%s' is not a number of %s".formatted(text, of), e);
    }
  }

  private static double decimal(String text, String what) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'%s' is not a %s".formatted(text, what), e);
    }
  }
}
