// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import dev.sluice.models.posterior.Posterior;

/** A sampled posterior, how good it is, and what the next refresh goes on from. */
public record Sampled(Posterior posterior, Diagnostics diagnostics, SamplerMemory memory) {}
