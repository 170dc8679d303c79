// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting.exact;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.posterior.exact.GraphSampler;
import dev.sluice.models.posterior.exact.GraphScores;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.models.targeting.PossibleSystem;
import java.util.ArrayList;
import java.util.List;

/**
 * What the exact posterior believes, over graphs and mechanisms.
 *
 * @param statistics of the samples; not to be changed while this is in use
 * @param scorePrior with its scale fixed: the one that the posterior was computed with
 */
public record ExactBelief(
    Domain domain, SufficientStatistics statistics, ScorePrior scorePrior, GraphPrior graphPrior) {
  /** The largest number of variables. */
  public static final int MAX_VARIABLES = 12;

  /**
   * Checks the number of variables.
   *
   * @throws IllegalArgumentException if there are too many
   */
  public ExactBelief {
    if (domain.dimension() > MAX_VARIABLES) {
      throw new IllegalArgumentException(
          "graphs of at most %d variables are drawn for targeting: %d"
              .formatted(MAX_VARIABLES, domain.dimension()));
    }
  }

  /** How mechanisms of a possible system are chosen. */
  public enum Mechanisms {
    /** Drawn from their posterior. */
    DRAWN,
    /** The posterior means ("plug-in"): systems then differ in their graphs alone. */
    MEAN
  }

  /** Scores of graphs. */
  GraphScores scores() {
    return GraphScores.of(domain, statistics, scorePrior, graphPrior);
  }

  /** The same belief after more samples. */
  ExactBelief with(SufficientStatistics more) {
    return new ExactBelief(domain, more, scorePrior, graphPrior);
  }

  /**
   * Systems drawn from the posterior, independently; the first ones of a longer list are those of a
   * shorter one.
   *
   * @throws ArithmeticException if variables are functions of one another
   */
  public List<PossibleSystem> systems(int size, Mechanisms mechanisms, long seed) {
    GraphSampler sampler = GraphSampler.of(domain, statistics, scorePrior, graphPrior);
    PossibleMechanisms possible = PossibleMechanisms.of(this);
    List<PossibleSystem> systems = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      systems.add(possible.system(sampler.draw(seed, i), mechanisms, seed, i));
    }
    return systems;
  }
}
