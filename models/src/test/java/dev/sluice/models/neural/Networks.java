// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.learner.ModelClass;

/** Networks of model classes. */
public final class Networks {

  private Networks() {}

  /** The network of a class along a graph; a monolith is as large as the causal one. */
  public static MaskedNetwork of(
      ModelClass modelClass, Domain domain, Dag graph, NeuralSettings settings, long seed) {
    return modelClass == ModelClass.MONOLITH
        ? monolith(ModelClass.CAUSAL, domain, graph, settings, seed)
        : MaskedNetwork.modular(domain, modelClass.predictors(graph, seed), settings, seed);
  }

  /** A monolith that is as large as the network of a modular class. */
  static MaskedNetwork monolith(
      ModelClass matched, Domain domain, Dag graph, NeuralSettings settings, long seed) {
    return MaskedNetwork.autoregressive(
        domain,
        ModelClass.randomOrder(domain.dimension(), seed),
        of(matched, domain, graph, settings, seed).weights(),
        settings,
        seed);
  }
}
