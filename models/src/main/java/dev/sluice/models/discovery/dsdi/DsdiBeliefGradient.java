// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dsdi;

import dev.sluice.models.discovery.BeliefGradient;
import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.GraphLosses;
import dev.sluice.models.discovery.GraphSample;
import dev.sluice.models.discovery.LearnedNetworks;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.neural.conditional.NetworkPass;
import dev.sluice.models.neural.conditional.NetworkShape;
import dev.sluice.models.neural.conditional.Rows;
import dev.sluice.models.random.CounterRandom;
import java.util.stream.IntStream;

/**
 * What one batch gives {@link DsdiGradient}, without the costs of edges and of cycles: an episode
 * of one batch, or of as many times the same one as batches compete.
 */
final class DsdiBeliefGradient implements BeliefGradient {
  private final int graphs;
  private final int batches;
  private final LearnedNetworks networks;
  private final double[][] beliefs;
  private final GraphSample sample;
  private final GraphLosses losses;
  private final DsdiGradient gradient;

  DsdiBeliefGradient(
      EdgeKnowledge knowledge,
      double[][] beliefs,
      LearnedNetworks networks,
      DsdiSettings settings,
      int graphs,
      int rows) {
    int n = beliefs.length;
    this.graphs = graphs;
    this.networks = networks;
    this.beliefs = beliefs;
    batches = settings.credit() == DsdiSettings.Credit.POOLED ? settings.episode() : 1;
    sample = new GraphSample(n, graphs);
    sample.believe(beliefs);
    losses = new GraphLosses(n, graphs, false, new NetworkPass(networks.shape(), rows));
    gradient = new DsdiGradient(n, graphs, knowledge.withoutOdds(), settings.credit());
  }

  /** Most bytes of heap that one takes. */
  static long bytes(NetworkShape shape, int graphs, int rows) {
    int n = shape.domain().dimension();
    return NetworkPass.bytes(shape, rows)
        + GraphSample.bytes(n, graphs)
        + (long) Double.BYTES * n * (graphs + 3L * n);
  }

  @Override
  public Parts of(double[][] draws, VariableSet targets, long seed, long index) {
    int[] all = IntStream.range(0, draws.length).toArray();
    Rows rows = networks.rows(draws);
    gradient.begin();
    for (int t = 0; t < batches; t++) {
      sample.draw(graphs, CounterRandom.of(seed, "graphs of imagined step", index, t));
      double[][] ofGraphs = losses.of(sample, graphs, networks.weights(), rows, all, targets);
      gradient.add(sample, graphs, ofGraphs, beliefs, targets);
    }
    return new Parts(gradient.end(beliefs, 0, 0, 1).clone(), new double[0]);
  }
}
