// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc.partition;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.family.FamilyScores;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A move of a chain of graphs that leaves the posterior of its {@link FamilyScores} invariant:
 * whatever else the chain does, a graph drawn from the posterior is still one afterwards. Such
 * moves may be mixed at will, as long as when each is made does not depend on the graph.
 *
 * <p>Keeps nothing of the chain from one call to the next, so that one kernel serves several chains
 * in turn; it may keep scores. Not thread-safe.
 */
public interface Kernel {

  /**
   * Moves on once, by as many steps as the kernel thinks fit; how many does not depend on the
   * graph.
   *
   * @param parents by node, of an acyclic graph of finite score; changed in place, where a refused
   *     move leaves everything as it was
   * @param random all randomness of the move
   */
  Outcome step(VariableSet[] parents, UniformRandomProvider random);

  /**
   * What became of a call.
   *
   * @param steps that were proposed, at least 1
   * @param accepted those of them that were not refused
   */
  record Outcome(int steps, int accepted) {
    /** One step, refused: the graph is what it was. */
    public static final Outcome REFUSED = new Outcome(1, 0);

    /** One step, accepted. */
    public static final Outcome ACCEPTED = new Outcome(1, 1);
  }
}
