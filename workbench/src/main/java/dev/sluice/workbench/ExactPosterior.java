// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import dev.sluice.models.discovery.Regime;
import dev.sluice.models.discovery.TrainingData;
import dev.sluice.models.discovery.study.Yardstick;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;

/**
 * The exact posterior as the yardstick of discovery, under the priors that the posterior job has by
 * default. It stands here because only the front knows more than one system.
 */
final class ExactPosterior implements Yardstick {
  /** Beyond that graphs are weighed by their orders, which is another posterior. */
  private static final int MAX_VARIABLES = 16;

  @Override
  public boolean reaches(int variables) {
    return variables <= MAX_VARIABLES;
  }

  @Override
  public Marginals of(TrainingData data) {
    int variables = data.domain().dimension();
    SufficientStatistics statistics = SufficientStatistics.empty(data.domain());
    for (double[] draw : data.observations()) {
      statistics.observe(data.domain(), draw, VariableSet.EMPTY, 1);
    }
    for (Regime regime : data.interventions()) {
      for (double[] draw : regime.draws()) {
        statistics.observe(data.domain(), draw, regime.targets(), 1);
      }
    }
    Posterior posterior =
        Inference.posterior(
            data.domain(),
            statistics,
            ScorePrior.defaults(variables),
            GraphPrior.uniform(variables));
    return new Marginals(posterior.edges(), posterior.mapGraph());
  }
}
