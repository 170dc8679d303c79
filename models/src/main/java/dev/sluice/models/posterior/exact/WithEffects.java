// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.effects.Effect;
import java.util.List;

/**
 * A posterior over graphs, and what it says of effects.
 *
 * @param effects in the order in which they were wanted
 * @param graphs how many drawn graphs stand for the posterior; 0 if it is exact
 */
public record WithEffects(Posterior posterior, List<Effect> effects, long graphs) {}
