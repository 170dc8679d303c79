// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.family.FamilyScores;
import dev.sluice.models.posterior.threads.Cancellation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Starts from the graphs of the last refresh, by sequential Monte Carlo (Chopin 2002): they were
 * drawn from the posterior of other data, so each weighs the ratio of its scores on the new data
 * and on those. As long as the weights are even, each chain goes on from a graph of its own; when
 * their effective number falls under half, the chains' starts are resampled from all.
 */
final class WarmStart {
  private final VariableSet[][] graphs;
  private final double[] weights;

  private WarmStart(VariableSet[][] graphs, double[] weights) {
    this.graphs = graphs;
    this.weights = weights;
  }

  /** Weighs what is remembered; null if there is nothing that is of use. */
  static WarmStart of(FamilyScores scores, SamplerMemory memory) {
    int nodes = scores.nodes();
    int length = nodes * ParentWords.words(nodes);
    if (memory == null
        || memory.particles().length == 0
        || memory.particles().length != memory.logScores().length) {
      return null;
    }
    VariableSet[][] graphs = new VariableSet[memory.particles().length][];
    double[] weights = new double[graphs.length];
    Map<VariableSet, double[]> known = new HashMap<>();
    for (int i = 0; i < graphs.length; i++) {
      if (memory.particles()[i].length != length) {
        return null;
      }
      graphs[i] = ParentWords.sets(memory.particles()[i], nodes);
      if (!isGraph(graphs[i])) {
        return null;
      }
      weights[i] = score(scores, graphs[i], known) - memory.logScores()[i];
    }
    return normalise(weights) ? new WarmStart(graphs, weights) : null;
  }

  /** The graphs from which so many chains start. */
  VariableSet[][] starts(int chains, UniformRandomProvider random) {
    VariableSet[][] starts = new VariableSet[chains][];
    boolean own = graphs.length % chains == 0 && 2 * effectiveNumber() >= graphs.length;
    double offset = random.nextDouble();
    for (int chain = 0; chain < chains; chain++) {
      if (own) {
        int each = graphs.length / chains;
        starts[chain] = draw(chain * each, (chain + 1) * each, random.nextDouble());
      } else {
        // systematic resampling: of weights that are even, each graph comes equally often
        starts[chain] = draw(0, graphs.length, (chain + offset) / chains);
      }
    }
    return starts;
  }

  /** How many graphs of even weight would be worth as much. */
  double effectiveNumber() {
    double squares = 0;
    for (double weight : weights) {
      squares += weight * weight;
    }
    return 1 / squares;
  }

  private VariableSet[] draw(int from, int to, double uniform) {
    double total = 0;
    for (int i = from; i < to; i++) {
      total += weights[i];
    }
    double rest = uniform * total;
    int last = -1;
    for (int i = from; i < to; i++) {
      rest -= weights[i];
      last = weights[i] > 0 ? i : last;
      if (rest < 0 && last == i) {
        return graphs[i];
      }
    }
    return last < 0 ? draw(0, graphs.length, uniform) : graphs[last];
  }

  /** From logarithms to weights of sum 1; false if none of them is above 0. */
  private static boolean normalise(double[] weights) {
    double most = Double.NEGATIVE_INFINITY;
    for (double weight : weights) {
      most = Math.max(most, weight);
    }
    if (!Double.isFinite(most)) {
      return false;
    }
    double total = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.exp(weights[i] - most);
      total += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= total;
    }
    return true;
  }

  private static boolean isGraph(VariableSet[] parents) {
    for (VariableSet set : parents) {
      if (set.length() > parents.length) {
        return false;
      }
    }
    return Dag.isAcyclic(parents);
  }

  private static double score(
      FamilyScores scores, VariableSet[] graph, Map<VariableSet, double[]> known) {
    Cancellation.check();
    double score = 0;
    for (int node = 0; node < graph.length; node++) {
      double[] ofSet = known.computeIfAbsent(graph[node], set -> unknown(graph.length));
      if (Double.isNaN(ofSet[node])) {
        ofSet[node] = scores.of(node, graph[node]);
      }
      score += ofSet[node];
    }
    return score;
  }

  private static double[] unknown(int nodes) {
    double[] scores = new double[nodes];
    Arrays.fill(scores, Double.NaN);
    return scores;
  }
}
