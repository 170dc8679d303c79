// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

import java.io.Serializable;

/**
 * How uncertainty is computed.
 *
 * @param level of all intervals, in (0, 1)
 * @param seed of bootstrap, credible intervals and permutations
 * @param replicates of the bootstrap; must stay the same across a restart with state
 * @param draws of credible intervals
 */
public record Uncertainty(double level, long seed, int replicates, int draws)
    implements Serializable {

  private static final long serialVersionUID = 1L;
}
