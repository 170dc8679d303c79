// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting.neural;

import dev.sluice.models.discovery.BeliefGradient;
import dev.sluice.models.discovery.GenerativeMethod;
import dev.sluice.models.discovery.LearnedNetworks;
import dev.sluice.models.discovery.LearnerState;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.targeting.DagSampler;
import dev.sluice.models.targeting.PossibleSystem;
import java.util.ArrayList;
import java.util.List;

/**
 * What a method has learned by gradients, over graphs and mechanisms: graphs are drawn from its
 * beliefs in edges, and the mechanism of a variable is its network with the parents that the graph
 * gives it.
 *
 * @param state not to be changed while this is in use
 * @param domain of its variables
 */
public record LearnedBelief(GenerativeMethod method, LearnerState state, Domain domain) {
  /** Beliefs in edges, [i][j] in i -> j. */
  double[][] edges() {
    return method.beliefs(state).edges();
  }

  /**
   * Systems drawn from the beliefs; the first ones of a longer list are those of a shorter one. Not
   * for use by many threads: they share the room for what networks calculate.
   *
   * @param rows most draws that are asked for at once
   */
  public List<PossibleSystem> systems(int size, int rows, long seed) {
    DagSampler sampler = new DagSampler(edges(), DagSampler.TEMPERATURE);
    LearnedNetworks networks = method.networks(state);
    LearnedMechanisms mechanisms = new LearnedMechanisms(networks, rows);
    List<PossibleSystem> systems = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      systems.add(new LearnedSystem(sampler.draw(seed, i), mechanisms));
    }
    return systems;
  }

  /** See {@link GenerativeMethod#gradient}. */
  BeliefGradient gradient(int graphs, int rows) {
    return method.gradient(state, graphs, rows);
  }
}
