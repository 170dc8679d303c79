// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.Posterior;
import java.util.List;

/**
 * A sampled posterior, how good it is, and what the next refresh goes on from.
 *
 * @param graphs that stand for the posterior, each as good as the others: of all chains after their
 *     burn-in, equally many of each but for one, equally many steps apart; none unless {@link
 *     SamplerSettings#graphs} asks for some. Fewer than that where chains are short. Graphs that
 *     follow one another hang together: what {@link Diagnostics#effectiveSampleSize} says of the
 *     chains bounds what they are worth.
 */
public record Sampled(
    Posterior posterior, Diagnostics diagnostics, SamplerMemory memory, List<Dag> graphs) {

  /** Without graphs. */
  public Sampled(Posterior posterior, Diagnostics diagnostics, SamplerMemory memory) {
    this(posterior, diagnostics, memory, List.of());
  }

  /** The same where the next refresh is to begin anew. */
  public Sampled withoutMemory() {
    return new Sampled(posterior, diagnostics, null, graphs);
  }
}
