// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.jobs.posterior.effects.FoundEffects;
import dev.sluice.models.graph.GraphMetrics;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.mcmc.Diagnostics;
import dev.sluice.models.posterior.mcmc.Sampled;
import dev.sluice.models.posterior.mcmc.SamplerMemory;
import dev.sluice.models.posterior.vcn.VcnDiagnostics;
import dev.sluice.models.posterior.vcn.VcnResult;

/**
 * A posterior, and what is to be said and kept of how it was computed.
 *
 * @param posterior the posterior
 * @param diagnostics of the sampler; null if none ran
 * @param seconds that bounded the sampler; infinite if steps did
 * @param largestError of an edge's probability, sampled against exact; NaN if not compared
 * @param memory what the sampler goes on from; null if none ran
 * @param effects under the posterior; null if none are asked for
 * @param variational of the training of a variational network; null if none was
 */
record Inferred(
    Posterior posterior,
    Diagnostics diagnostics,
    double seconds,
    double largestError,
    SamplerMemory memory,
    FoundEffects effects,
    VcnDiagnostics variational) {

  static Inferred exact(Posterior posterior) {
    return new Inferred(posterior, null, Double.POSITIVE_INFINITY, Double.NaN, null, null, null);
  }

  static Inferred sampled(Sampled sampled, double seconds) {
    return new Inferred(
        sampled.posterior(),
        sampled.diagnostics(),
        seconds,
        Double.NaN,
        sampled.memory(),
        null,
        null);
  }

  static Inferred variational(VcnResult trained) {
    return new Inferred(
        trained.posterior(),
        null,
        Double.POSITIVE_INFINITY,
        Double.NaN,
        null,
        null,
        trained.diagnostics());
  }

  /** An exact posterior compared with a sampled one. */
  Inferred checkedBy(Sampled sampled, double budget) {
    return new Inferred(
        posterior,
        sampled.diagnostics(),
        budget,
        GraphMetrics.largestDifference(posterior.edges(), sampled.posterior().edges()),
        sampled.memory(),
        effects,
        null);
  }

  Inferred with(FoundEffects found) {
    return new Inferred(posterior, diagnostics, seconds, largestError, memory, found, null);
  }
}
