// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior.effects;

import dev.sluice.schemas.EffectsSnapshot;
import dev.sluice.schemas.PosteriorSnapshot;

/**
 * What one refresh gives.
 *
 * @param posterior the posterior, or why there is none
 * @param effects the effects under it, or why there are none; null if the experiment has no pair
 *     that is asked for
 */
public record Refreshed(PosteriorSnapshot posterior, EffectsSnapshot effects) {}
