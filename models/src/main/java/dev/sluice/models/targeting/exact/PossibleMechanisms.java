// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting.exact;

import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.score.CategoricalMechanisms;
import dev.sluice.models.posterior.score.GaussianMechanism;
import dev.sluice.models.posterior.score.GaussianMechanisms;
import dev.sluice.models.random.KeyedRandom;
import dev.sluice.models.targeting.PossibleSystem;
import dev.sluice.models.targeting.exact.ExactBelief.Mechanisms;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Mechanisms that the samples leave possible, of either kind. */
interface PossibleMechanisms {
  static PossibleMechanisms of(ExactBelief belief) {
    if (belief.domain().isCategorical()) {
      CategoricalMechanisms mechanisms =
          CategoricalMechanisms.of(belief.domain(), belief.statistics(), belief.scorePrior());
      return (graph, choice, seed, index) -> {
        CategoricalMechanisms.Table[] tables = new CategoricalMechanisms.Table[graph.nodes()];
        for (int node = 0; node < tables.length; node++) {
          tables[node] = mechanisms.of(node, graph.parents(node));
        }
        boolean drawn = choice == Mechanisms.DRAWN;
        return new CategoricalSystem(
            graph, belief.domain().categories(), tables, drawn, seed, index);
      };
    }
    GaussianMechanisms mechanisms =
        GaussianMechanisms.of(belief.domain(), belief.statistics(), belief.scorePrior());
    return (graph, choice, seed, index) -> {
      GaussianMechanism.Regression[] regressions = new GaussianMechanism.Regression[graph.nodes()];
      for (int node = 0; node < regressions.length; node++) {
        GaussianMechanism mechanism = mechanisms.of(node, graph.parents(node));
        regressions[node] =
            choice == Mechanisms.MEAN
                ? mechanism.mean()
                : drawn(mechanism, graph.parents(node).size(), seed, index, node);
      }
      return new GaussianSystem(graph, regressions);
    };
  }

  /** System number {@code index} with the graph given. */
  PossibleSystem system(Dag graph, Mechanisms choice, long seed, long index);

  private static GaussianMechanism.Regression drawn(
      GaussianMechanism mechanism, int parents, long seed, long index, int node) {
    UniformRandomProvider random = KeyedRandom.of(seed, "possible mechanism", index, node);
    double chiSquared =
        AhrensDieterMarsagliaTsangGammaSampler.of(random, mechanism.degrees() / 2, 2).sample();
    double[] normals = new double[parents + 1];
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    for (int i = 0; i < normals.length; i++) {
      normals[i] = normal.sample();
    }
    return mechanism.draw(chiSquared, normals);
  }
}
