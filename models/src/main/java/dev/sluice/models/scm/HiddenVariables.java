// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;

/**
 * A model of which some variables are not seen. Those that are keep their order.
 *
 * <p>Its graph is the directed part of the latent projection: an edge stands for a path whose inner
 * nodes are all hidden. So it says nothing of hidden common causes; {@link #confounded} does. As
 * the law of what is seen does not factorise over that graph, there are no {@link #losses} and no
 * {@link #entropy}: both are NaN.
 */
public final class HiddenVariables implements StructuralCausalModel {
  private final StructuralCausalModel source;
  private final int[] seen;
  private final Dag graph;

  private HiddenVariables(StructuralCausalModel source, int[] seen, Dag graph) {
    this.source = source;
    this.seen = seen;
    this.graph = graph;
  }

  /**
   * Hides variables of a model.
   *
   * @throws IllegalArgumentException if they are not among its variables, or are all of them
   */
  public static HiddenVariables of(StructuralCausalModel source, VariableSet hidden) {
    Targets.check(hidden, source.graph());
    int[] seen =
        IntStream.range(0, source.graph().nodes()).filter(i -> !hidden.contains(i)).toArray();
    if (seen.length == 0) {
      throw new IllegalArgumentException(
          "all %d variables are hidden".formatted(source.graph().nodes()));
    }
    boolean[][] reaches = reaches(source.graph(), hidden);
    List<int[]> edges = new ArrayList<>();
    for (int from = 0; from < seen.length; from++) {
      for (int to = 0; to < seen.length; to++) {
        if (reaches[seen[from]][seen[to]]) {
          edges.add(new int[] {from, to});
        }
      }
    }
    return new HiddenVariables(source, seen, Dag.ofEdges(seen.length, edges.toArray(int[][]::new)));
  }

  /**
   * A model with hidden common causes, as the code of Lippe et al. (ICLR 2022) draws them: each is
   * a root that causes two variables of the graph which no edge joins and which have no other
   * hidden cause in common. The variables of the graph are seen, and the graph is the true one.
   *
   * @param causes the number of hidden variables
   * @param seed of pairs and mechanisms
   * @throws IllegalArgumentException if there are fewer such pairs, or mechanisms would be too
   *     large
   */
  public static HiddenVariables withCommonCauses(
      Dag graph, int causes, MechanismFamily mechanisms, long seed) {
    int nodes = graph.nodes();
    List<int[]> pairs = new ArrayList<>();
    for (int one = 0; one < nodes; one++) {
      for (int other = one + 1; other < nodes; other++) {
        if (!graph.hasEdge(one, other) && !graph.hasEdge(other, one)) {
          pairs.add(new int[] {one, other});
        }
      }
    }
    int most = Math.min(pairs.size(), Dag.MAX_NODES - nodes);
    if (most == 0) {
      throw new IllegalArgumentException(
          "no room for hidden common causes: %d variables, of which %d pairs have no edge"
              .formatted(nodes, pairs.size()));
    }
    if (causes < 1 || causes > most) {
      throw new IllegalArgumentException(
          "number of hidden common causes must be 1 to %d, not %d".formatted(most, causes));
    }
    UniformRandomProvider random = KeyedRandom.of(seed, "hidden common causes");
    int[] order = PermutationSampler.natural(pairs.size());
    PermutationSampler.shuffle(random, order);
    List<int[]> edges = new ArrayList<>(Arrays.asList(graph.edges()));
    for (int cause = 0; cause < causes; cause++) {
      for (int caused : pairs.get(order[cause])) {
        edges.add(new int[] {nodes + cause, caused});
      }
    }
    Dag all = Dag.ofEdges(nodes + causes, edges.toArray(int[][]::new));
    return of(
        mechanisms.draw(all, seed),
        VariableSet.of(IntStream.range(nodes, nodes + causes).toArray()));
  }

  /** [i][j]: a path from i to j whose inner nodes are all hidden. */
  private static boolean[][] reaches(Dag graph, VariableSet hidden) {
    boolean[][] reaches = graph.adjacency();
    for (int through : hidden.members()) {
      for (int from = 0; from < reaches.length; from++) {
        for (int to = 0; to < reaches.length; to++) {
          reaches[from][to] |= reaches[from][through] && reaches[through][to];
        }
      }
    }
    return reaches;
  }

  /**
   * The pairs {i, j}, i below j, of seen variables that have a hidden common cause: one from which
   * paths lead to both whose inner nodes are all hidden.
   */
  public int[][] confounded() {
    VariableSet hidden =
        VariableSet.of(
            IntStream.range(0, source.graph().nodes())
                .filter(i -> Arrays.binarySearch(seen, i) < 0)
                .toArray());
    boolean[][] reaches = reaches(source.graph(), hidden);
    List<int[]> pairs = new ArrayList<>();
    for (int one = 0; one < seen.length; one++) {
      for (int other = one + 1; other < seen.length; other++) {
        int i = seen[one];
        int j = seen[other];
        if (Arrays.stream(hidden.members()).anyMatch(h -> reaches[h][i] && reaches[h][j])) {
          pairs.add(new int[] {one, other});
        }
      }
    }
    return pairs.toArray(int[][]::new);
  }

  /** The indices that the seen variables have in the whole model, ascending. */
  public int[] seen() {
    return seen.clone();
  }

  @Override
  public Dag graph() {
    return graph;
  }

  @Override
  public Domain domain() {
    Domain all = source.domain();
    int[] categories = all.categories();
    return all.isCategorical()
        ? Domain.categorical(Arrays.stream(seen).map(i -> categories[i]).toArray())
        : Domain.continuous(seen.length);
  }

  @Override
  public double[] sample(VariableSet targets, InterventionKind kind, long seed, long index) {
    return seen(source.sample(inSource(targets), kind, seed, index));
  }

  @Override
  public double[] sampleAt(VariableSet targets, double value, long seed, long index) {
    return seen(source.sampleAt(inSource(targets), value, seed, index));
  }

  private double[] seen(double[] values) {
    return Arrays.stream(seen).mapToDouble(i -> values[i]).toArray();
  }

  @Override
  public double[] losses(double[] values) {
    double[] unknown = new double[seen.length];
    Arrays.fill(unknown, Double.NaN);
    return unknown;
  }

  @Override
  public double entropy() {
    return Double.NaN;
  }

  @Override
  public HiddenVariables redrawn(VariableSet targets, long seed) {
    return with(source.redrawn(inSource(targets), seed));
  }

  @Override
  public HiddenVariables intervened(VariableSet targets) {
    return with(source.intervened(inSource(targets)));
  }

  @Override
  public HiddenVariables blend(StructuralCausalModel other, double weight) {
    Targets.checkBlend(this, other, weight);
    if (!(other instanceof HiddenVariables model) || !Arrays.equals(seen, model.seen)) {
      throw new IllegalArgumentException("only models of the same kind blend");
    }
    return with(source.blend(model.source, weight));
  }

  private HiddenVariables with(StructuralCausalModel other) {
    return new HiddenVariables(other, seen, graph);
  }

  private VariableSet inSource(VariableSet targets) {
    Targets.check(targets, graph);
    return VariableSet.of(Arrays.stream(targets.members()).map(i -> seen[i]).toArray());
  }
}
