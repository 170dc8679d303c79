// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.effects.Adjustments;

/** A way to sum over all graphs, ready to be asked; not thread-safe. */
interface GraphSum {
  /** ln of the sum over graphs of prior weight times marginal likelihood. */
  double logEvidence();

  /**
   * All summaries.
   *
   * @param priorScale copied into the result
   */
  Posterior posterior(double priorScale);

  /** What the posterior says of parents and descendants; of no use after {@link #posterior}. */
  Adjustments adjustments();
}
