// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import dev.sluice.models.graph.Dag;

/**
 * Ground truths whose mechanisms are random networks, computed for one draw at a time: see {@link
 * NetworkLaw} for both kinds and {@link ConditionalModel} for interventions.
 */
final class NeuralModels {
  /** Of all networks together; 160 MB. */
  private static final long MAX_WEIGHTS = 20_000_000;

  private static final int EMBEDDED_WIDTH = 48;

  private NeuralModels() {}

  /** ENCO's. */
  static ConditionalModel embedded(Dag graph, int categories, long seed) {
    checkSize((long) graph.edgeCount() * categories * EMBEDDED_WIDTH);
    return ConditionalModel.draw(
        graph,
        categories,
        (node, random) -> NetworkLaw.embedded(categories, graph.parents(node).members(), random),
        seed,
        "embedded network");
  }

  /** DSDI's. */
  static ConditionalModel oneHot(Dag graph, int categories, long seed) {
    int nodes = graph.nodes();
    long inputs = (long) nodes * categories;
    // one network has inputs from all variables until those of others than parents are dropped
    checkSize(inputs * MlpMechanism.width(nodes, categories));
    checkSize(
        (long) MlpMechanism.width(nodes, categories) * categories * (graph.edgeCount() + nodes));
    return ConditionalModel.draw(
        graph,
        categories,
        (node, random) ->
            NetworkLaw.oneHot(
                categories,
                graph.parents(node).members(),
                MlpMechanism.draw(nodes, categories, random)),
        seed,
        "one-hot network");
  }

  private static void checkSize(long weights) {
    if (weights > MAX_WEIGHTS) {
      throw new IllegalArgumentException(
          "networks of %d weights are larger than %d".formatted(weights, MAX_WEIGHTS));
    }
  }
}
