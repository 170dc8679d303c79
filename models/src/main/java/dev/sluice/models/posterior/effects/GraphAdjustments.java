// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.effects;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.threads.Cancellation;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What graphs, each with a weight, say of the parents and descendants of each variable: shares of
 * the weight. Sets of parents come by their probability, the most probable first; of equally
 * probable ones the first in the order of {@link VariableSet}. So the same graphs in the same order
 * give the same bits.
 *
 * <p>Immutable. Memory: a set for each graph and variable, besides the graphs; what {@link
 * #forEach} passes is made when it is asked for.
 */
public final class GraphAdjustments implements Adjustments {
  private final int nodes;
  private final long drawn;

  /** Those of positive weight, each once. */
  private final Dag[] graphs;

  /** By graph, its weight: the sum of those that it was given. */
  private final double[] weights;

  private final double total;

  /** By graph, for each node its ancestors. */
  private final VariableSet[][] ancestors;

  private GraphAdjustments(int nodes, long drawn, Map<Dag, Double> weightOf) {
    this.nodes = nodes;
    this.drawn = drawn;
    graphs = weightOf.keySet().toArray(Dag[]::new);
    weights = weightOf.values().stream().mapToDouble(Double::doubleValue).toArray();
    total = sum(weights);
    if (!(total > 0 && total < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("weights of graphs must have a sum above 0: " + total);
    }
    ancestors = new VariableSet[graphs.length][];
    for (int graph = 0; graph < graphs.length; graph++) {
      Cancellation.check();
      ancestors[graph] = graphs[graph].ancestorSets();
    }
  }

  /**
   * Graphs that were drawn from a posterior, one as good as the other. Shares of n independent
   * draws are off by a standard error of up to 1 / (2 sqrt(n)), and of draws that hang together by
   * more.
   *
   * @param nodes of each graph
   * @param graphs at least one; a graph that was drawn twice counts twice
   * @throws IllegalArgumentException if there is none, or one of another number of nodes
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  public static GraphAdjustments of(int nodes, List<Dag> graphs) {
    double[] weights = new double[graphs.size()];
    Arrays.fill(weights, 1);
    return new GraphAdjustments(nodes, graphs.size(), weigh(nodes, graphs, weights));
  }

  /**
   * All graphs that a posterior has, so that it is exact: {@link #graphs} is 0.
   *
   * @param nodes of each graph
   * @param graphs all that are not next to impossible
   * @param weights by graph, in proportion to its probability, which is 0 at least
   * @throws IllegalArgumentException if the weights are not as many as the graphs, are negative or
   *     not finite, or have no positive sum; or if a graph has another number of nodes
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  public static GraphAdjustments of(int nodes, List<Dag> graphs, double[] weights) {
    if (weights.length != graphs.size()) {
      throw new IllegalArgumentException(
          "%d weights for %d graphs".formatted(weights.length, graphs.size()));
    }
    return new GraphAdjustments(nodes, 0, weigh(nodes, graphs, weights));
  }

  private static Map<Dag, Double> weigh(int nodes, List<Dag> graphs, double[] weights) {
    Map<Dag, Double> weightOf = new LinkedHashMap<>();
    int number = 0;
    for (Dag graph : graphs) {
      double weight = weights[number++];
      if (graph.nodes() != nodes) {
        throw new IllegalArgumentException(
            "graph of %d nodes among those of %d".formatted(graph.nodes(), nodes));
      }
      if (!(weight >= 0)) {
        throw new IllegalArgumentException("weight of a graph must be 0 at least: " + weight);
      }
      if (weight > 0) {
        weightOf.merge(graph, weight, Double::sum);
      }
    }
    return weightOf;
  }

  private static double sum(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    return sum;
  }

  @Override
  public int nodes() {
    return nodes;
  }

  @Override
  public long graphs() {
    return drawn;
  }

  @Override
  public void forEach(int cause, Consumer<Adjustment> consumer) {
    Map<VariableSet, Share> shares = new HashMap<>();
    for (int graph = 0; graph < graphs.length; graph++) {
      Cancellation.check(graph);
      VariableSet parents = graphs[graph].parents(cause);
      shares.computeIfAbsent(parents, set -> new Share(set, nodes)).add(this, graph, cause);
    }
    shares.values().stream()
        .sorted(
            Comparator.comparingDouble((Share share) -> -share.weight)
                .thenComparing(share -> share.parents))
        .forEach(share -> consumer.accept(share.of(total)));
  }

  private boolean leads(int graph, int from, int to) {
    return from != to && ancestors[graph][to].contains(from);
  }

  /** The weight of the graphs in which a cause has certain parents. */
  private static final class Share {
    private final VariableSet parents;
    private final double[] reaching;
    private double weight;

    Share(VariableSet parents, int nodes) {
      this.parents = parents;
      reaching = new double[nodes];
    }

    void add(GraphAdjustments all, int graph, int cause) {
      weight += all.weights[graph];
      for (int node = 0; node < reaching.length; node++) {
        if (all.leads(graph, cause, node)) {
          reaching[node] += all.weights[graph];
        }
      }
    }

    Adjustment of(double total) {
      double[] shares = new double[reaching.length];
      Arrays.setAll(shares, node -> reaching[node] / total);
      return new Adjustment(parents, weight / total, shares);
    }
  }
}
