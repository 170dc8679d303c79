// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior.variational;

import dev.sluice.jobs.KeyFailure;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.posterior.vcn.Vcn;
import dev.sluice.models.posterior.vcn.VcnResult;
import dev.sluice.models.posterior.vcn.VcnSettings;
import dev.sluice.models.random.CounterRandom;
import dev.sluice.schemas.FailureReason;
import java.io.Serializable;

/**
 * That posteriors are computed by a variational causal network.
 *
 * @param settings of each training; its seed is that of the job
 */
public record Variational(VcnSettings settings) implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * The posterior of an experiment: the same to the bit whenever statistics of the same bits come,
   * as each training begins anew. Each experiment has chance of its own.
   *
   * @throws KeyFailure if there are too many variables
   * @throws dev.sluice.models.posterior.score.DependentVariablesException as {@link Vcn}
   */
  public VcnResult posterior(Declaration declaration, SufficientStatistics statistics) {
    int variables = declaration.variables().length;
    if (variables > Vcn.MAX_VARIABLES) {
      throw new KeyFailure(
          FailureReason.TOO_MANY_VARIABLES,
          "%d variables: --vcn goes up to %d".formatted(variables, Vcn.MAX_VARIABLES));
    }
    return Vcn.posterior(
        declaration.domain(),
        statistics,
        declaration.scorePrior(),
        declaration.graphPrior(),
        of(declaration.experimentId()));
  }

  /** The settings of an experiment. */
  VcnSettings of(String experiment) {
    return settings.withSeed(CounterRandom.of(settings.seed(), experiment).bits(0));
  }

  /** About how many bytes of heap {@link #posterior} needs at its peak, on the safe side. */
  public long bytes(Declaration declaration, SufficientStatistics statistics) {
    return Vcn.bytes(declaration.domain(), statistics, settings);
  }
}
