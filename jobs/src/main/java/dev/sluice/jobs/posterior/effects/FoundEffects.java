// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior.effects;

import dev.sluice.jobs.Failure;
import dev.sluice.models.posterior.effects.Effect;
import java.util.List;

/**
 * Effects under a posterior, or why there are none.
 *
 * @param effects of the pairs that were asked for, in that order; null if there are none
 * @param graphs how many drawn graphs stand for the posterior; null if all are summed over
 * @param converged whether the sampler says that they can be trusted; null if none ran
 * @param millis that they took, perhaps together with the posterior
 * @param failure why there are none; else null
 */
public record FoundEffects(
    List<Effect> effects, Long graphs, Boolean converged, double millis, Failure failure) {

  static FoundEffects failed(Failure failure) {
    return new FoundEffects(null, null, null, 0, failure);
  }
}
