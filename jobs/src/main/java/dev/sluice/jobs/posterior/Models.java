// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.jobs.experiment.CheckedSample;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.score.SufficientStatistics;
import java.io.Serializable;
import org.apache.flink.util.function.SerializableFunction;

/**
 * The mathematics of the job.
 *
 * @param learning takes a sample into the statistics of a bucket
 * @param inference computes a posterior, on any thread
 */
record Models(Learning learning, SerializableFunction<RefreshRequest, Posterior> inference)
    implements Serializable {

  /** Takes a sample into statistics. */
  interface Learning extends Serializable {
    void observe(SufficientStatistics statistics, Declaration declaration, CheckedSample sample);
  }

  static Models of(PosteriorSettings settings) {
    double forgetting = settings.forgetting();
    return new Models(
        (statistics, declaration, sample) ->
            statistics.observe(declaration.domain(), sample.values(), sample.targets(), forgetting),
        Models::posterior);
  }

  static Posterior posterior(RefreshRequest request) {
    Declaration declaration = request.declaration();
    return Inference.posterior(
        declaration.domain(),
        request.statistics(),
        declaration.scorePrior(),
        declaration.graphPrior());
  }
}
