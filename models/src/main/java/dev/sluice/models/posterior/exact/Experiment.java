// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.score.Evidence;
import dev.sluice.models.posterior.score.LocalScores;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.posterior.threads.Team;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;

/**
 * What is to be scored.
 *
 * @param statistics not to be changed while this is in use
 */
record Experiment(Domain domain, SufficientStatistics statistics, GraphPrior graphPrior) {
  Experiment {
    int dimension = domain.dimension();
    if (graphPrior.dimension() != dimension) {
      throw new IllegalArgumentException(
          "prior over graphs of %d nodes for %d variables"
              .formatted(graphPrior.dimension(), dimension));
    }
    LocalScores.checkScorable(domain, statistics);
  }

  LocalScores score(ScorePrior scorePrior) {
    return score(evidence(scorePrior), scorePrior);
  }

  LocalScores score(Evidence evidence, ScorePrior scorePrior) {
    return score(evidence, scorePrior, Team.alone());
  }

  LocalScores score(Evidence evidence, ScorePrior scorePrior, Team team) {
    return LocalScores.of(evidence, scorePrior, graphPrior, team);
  }

  /** The evidence of all sets of variables, for any scale of the prior. */
  Evidence evidence(ScorePrior scorePrior) {
    if (!domain.isCategorical()) {
      scorePrior.checkDegreesOfFreedom(domain.dimension());
    }
    return new Evidence(domain, statistics, scorePrior);
  }

  /** The prior with its scale fixed: its own, or the one of the highest evidence. */
  ScorePrior resolve(Evidence evidence, ScorePrior scorePrior, Method method, Team team) {
    return scorePrior.scaleByEvidence() && !domain.isCategorical()
        ? new ScaleSearch(this, evidence, scorePrior, method, team).best()
        : scorePrior;
  }
}
