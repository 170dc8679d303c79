// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.jobs.experiment.CheckedSample;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.family.ScoredNodes;
import dev.sluice.models.posterior.mcmc.SamplerMemory;
import dev.sluice.models.posterior.score.SufficientStatistics;
import java.io.Serializable;

/**
 * The mathematics of the job.
 *
 * @param learning takes a sample into the statistics of a bucket
 * @param inference computes a posterior, on any thread
 */
record Models(Learning learning, Inferring inference) implements Serializable {

  /** Takes a sample into statistics. */
  interface Learning extends Serializable {
    void observe(SufficientStatistics statistics, Declaration declaration, CheckedSample sample);
  }

  /** Computes posteriors. */
  interface Inferring extends Serializable {
    /**
     * The posterior, by whichever method.
     *
     * @param before what the sampler has left at the last refresh; null if nothing
     * @throws dev.sluice.jobs.KeyFailure if the statistics had to be given up; a passing one if
     *     variables are functions of one another
     */
    Inferred infer(RefreshRequest request, SamplerMemory before);

    /**
     * The exact posterior.
     *
     * @throws dev.sluice.jobs.KeyFailure also if the exact methods do not serve so many variables
     */
    default Posterior exact(RefreshRequest request) {
      return infer(request, null).posterior();
    }

    /** Whether the scores of a request are worth to be computed by several subtasks. */
    default boolean isSpread(RefreshRequest request) {
      return false;
    }

    /**
     * The scores of the families of a slice of the nodes, with which {@link #infer} is done sooner
     * and comes to the same bits.
     *
     * @param slice from 0 to {@code slices} - 1, which together have all nodes
     * @throws RuntimeException as {@link #infer}
     */
    default ScoredNodes scores(RefreshRequest request, int slice, int slices) {
      return ScoredNodes.none();
    }

    /** Most bytes of heap that {@link #scores} takes. */
    default long scoreBytes(RefreshRequest request, int slices) {
      return 0;
    }

    /** Most bytes of heap that {@link #infer} takes. */
    default long bytes(RefreshRequest request) {
      return exactBytes(request);
    }

    /** Most bytes of heap that {@link #exact} takes; 0 if it does not serve so many variables. */
    default long exactBytes(RefreshRequest request) {
      return 0;
    }
  }

  static Models of(PosteriorSettings settings) {
    double forgetting = settings.statistics().forgetting();
    return new Models(
        (statistics, declaration, sample) ->
            statistics.observe(declaration.domain(), sample.values(), sample.targets(), forgetting),
        new ByMethod(settings.inference(), settings.effects()));
  }
}
