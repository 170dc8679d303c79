// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.RankedGraph;
import dev.sluice.models.posterior.Ties;
import dev.sluice.models.posterior.effects.Adjustments;
import dev.sluice.models.posterior.score.LocalScores;
import java.util.ArrayList;
import java.util.List;

/** The posterior by visiting every graph: feasible for few nodes, the oracle of other methods. */
final class Enumeration implements GraphSum {
  private static final int TOP_GRAPHS = 10;

  private final AllDags graphs;
  private final int nodes;

  /** ln of prior weight times marginal likelihood, by graph. */
  private final double[] scores;

  private final double logEvidence;

  Enumeration(LocalScores localScores) {
    nodes = localScores.nodes();
    graphs = AllDags.of(nodes);
    scores = new double[graphs.size()];
    for (int number = 0; number < scores.length; number++) {
      for (int node = 0; node < nodes; node++) {
        scores[number] += localScores.of(node, graphs.parents(number, node));
      }
    }
    logEvidence = logSum(scores);
  }

  @Override
  public double logEvidence() {
    return logEvidence;
  }

  @Override
  public Posterior posterior(double priorScale) {
    double[][] edges = new double[nodes][nodes];
    double[][] ancestors = new double[nodes][nodes];
    double expectedEdges = 0;
    double entropy = 0;
    for (int number = 0; number < scores.length; number++) {
      double probability = Math.exp(scores[number] - logEvidence);
      if (probability > 0) {
        add(probability, graphs.edges(number), edges);
        add(probability, graphs.ancestors(number), ancestors);
        expectedEdges += probability * Integer.bitCount(graphs.edges(number));
        entropy -= probability * (scores[number] - logEvidence);
      }
    }
    List<RankedGraph> top = topGraphs();
    for (int node = 0; node < nodes; node++) {
      ancestors[node][node] = 1; // not the rounded sum of all probabilities
    }
    return new Posterior(
        Method.ENUMERATION,
        priorScale,
        logEvidence,
        edges,
        ancestors,
        expectedEdges,
        entropy,
        top.get(0).graph(),
        top);
  }

  @Override
  public Adjustments adjustments() {
    return new EnumeratedAdjustments(
        graphs, nodes, number -> Math.exp(scores[number] - logEvidence));
  }

  private void add(double probability, int bits, double[][] matrix) {
    for (int rest = bits; rest != 0; rest &= rest - 1) {
      int bit = Integer.numberOfTrailingZeros(rest);
      matrix[bit / nodes][bit % nodes] += probability;
    }
  }

  private List<RankedGraph> topGraphs() {
    List<RankedGraph> top = new ArrayList<>();
    double[] left = scores.clone();
    while (top.size() < Math.min(TOP_GRAPHS, left.length)) {
      int best = 0;
      for (int number = 1; number < left.length; number++) {
        if (Ties.beats(left[number], left[best])) {
          best = number;
        }
      }
      if (left[best] == Double.NEGATIVE_INFINITY) {
        break; // only graphs without weight are left
      }
      top.add(new RankedGraph(graphs.graph(best), Math.exp(left[best] - logEvidence)));
      left[best] = Double.NEGATIVE_INFINITY;
    }
    return top;
  }

  private static double logSum(double[] logs) {
    double best = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      best = Math.max(best, log);
    }
    double sum = 0;
    for (double log : logs) {
      sum += Math.exp(log - best);
    }
    return best + Math.log(sum);
  }
}
