// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.study;

import dev.sluice.models.posterior.Posterior;

/**
 * What a method says of a trial.
 *
 * @param posterior the posterior
 * @param converged 1 if a sampler's diagnostics allow to trust it, 0 if not; NaN without any
 * @param cyclic share of graphs that have cycles, of a method that has them; else NaN
 * @param hellinger distance from the exact posterior; NaN if not computed
 */
public record Answer(Posterior posterior, double converged, double cyclic, double hellinger) {
  /** Of a method that has nothing to say of itself. */
  public static Answer of(Posterior posterior) {
    return new Answer(posterior, Double.NaN, Double.NaN, Double.NaN);
  }

  /** Of a sampler. */
  public Answer converged(double trusted) {
    return new Answer(posterior, trusted, cyclic, hellinger);
  }

  /** Of a method that draws graphs with cycles too. */
  public Answer trained(double share, double distance) {
    return new Answer(posterior, converged, share, distance);
  }
}
