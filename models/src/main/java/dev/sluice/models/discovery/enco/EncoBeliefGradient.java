// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.enco;

import dev.sluice.models.discovery.BeliefGradient;
import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.GraphSample;
import dev.sluice.models.discovery.LearnedNetworks;
import dev.sluice.models.discovery.LearnerState;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.neural.conditional.NetworkPass;
import dev.sluice.models.random.CounterRandom;
import java.util.stream.IntStream;

/**
 * What one batch gives {@link EncoGradient}: in gamma of all edges but those into targets, in theta
 * of pairs with one target (Lippe et al., section 3.3). That theta also moves a little between
 * variables on which nobody intervenes is no news of a batch's targets, and left out.
 */
final class EncoBeliefGradient implements BeliefGradient {
  private final int n;
  private final int graphs;
  private final LearnedNetworks networks;
  private final EncoBeliefs beliefs;
  private final double[][] edges;
  private final GraphSample sample;
  private final EdgeGains gains;
  private final EncoGradient gradient;

  EncoBeliefGradient(
      int variables,
      EdgeKnowledge knowledge,
      LearnerState state,
      LearnedNetworks networks,
      int graphs,
      int rows) {
    n = variables;
    this.graphs = graphs;
    this.networks = networks;
    beliefs = new EncoBeliefs(n, knowledge, state);
    edges = beliefs.matrix(beliefs::edge);
    sample = new GraphSample(n, graphs);
    sample.believe(edges);
    gains = new EdgeGains(n, graphs, new NetworkPass(networks.shape(), rows));
    gradient = new EncoGradient(n, knowledge.withoutOdds());
  }

  @Override
  public Parts of(double[][] draws, VariableSet targets, long seed, long index) {
    sample.draw(graphs, CounterRandom.of(seed, "graphs of imagined step", index));
    int[] all = IntStream.range(0, draws.length).toArray();
    gains.estimate(sample, edges, networks.weights(), networks.rows(draws), all, targets);
    gradient.estimate(gains, beliefs, targets, VariableSet.first(n), 0, 1);
    return new Parts(gradient.gamma().clone(), gradient.theta().clone());
  }
}
