// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.posterior;

import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.mcmc.Sampled;
import dev.sluice.models.posterior.mcmc.Sampler;
import dev.sluice.models.posterior.mcmc.SamplerSettings;
import dev.sluice.models.posterior.study.Answer;
import dev.sluice.models.posterior.study.PosteriorMethod;
import dev.sluice.models.posterior.vcn.GibbsComparison;
import dev.sluice.models.posterior.vcn.Vcn;
import dev.sluice.models.posterior.vcn.VcnResult;
import java.util.Locale;

/** How the posteriors of a study are computed. */
enum StudiedMethod {
  /** Exactly, over graphs up to 18 variables, beyond over orders. */
  EXACT(Inference.MAX_VARIABLES),
  /** Exactly, over orders. */
  ORDER_EXACT(Inference.MAX_VARIABLES),
  /** By sampling. */
  MCMC(Integer.MAX_VALUE),
  /** By a variational causal network. */
  VCN(Vcn.MAX_VARIABLES),
  /** By independent edges, trained in the same way. */
  FACTORISED(Vcn.MAX_VARIABLES);

  private final int mostVariables;

  StudiedMethod(int mostVariables) {
    this.mostVariables = mostVariables;
  }

  /** The most variables that it serves. */
  int mostVariables() {
    return mostVariables;
  }

  /** The method with a budget. */
  PosteriorMethod method(StudiedBudget budget) {
    return switch (this) {
      case EXACT -> PosteriorMethod.exact();
      case ORDER_EXACT ->
          (domain, statistics, scorePrior, graphPrior, seed) ->
              Answer.of(
                  Inference.posterior(
                      domain, statistics, scorePrior, graphPrior, Method.ORDER_EXACT));
      case MCMC -> {
        SamplerSettings settings = SamplerSettings.defaults().ofSteps(budget.steps());
        yield (domain, statistics, scorePrior, graphPrior, seed) -> {
          Sampled sampled =
              Sampler.posterior(domain, statistics, scorePrior, graphPrior, settings, null);
          double converged = sampled.diagnostics().converged() ? 1 : 0;
          return Answer.of(sampled.posterior()).converged(converged);
        };
      }
      case VCN, FACTORISED ->
          (domain, statistics, scorePrior, graphPrior, seed) ->
              trained(
                  Vcn.posterior(
                      domain,
                      statistics,
                      scorePrior,
                      graphPrior,
                      budget.training(this == FACTORISED, seed)));
    };
  }

  /** Whether it is trained. */
  boolean isTrained() {
    return this == VCN || this == FACTORISED;
  }

  private static Answer trained(VcnResult result) {
    GibbsComparison comparison = result.diagnostics().comparison();
    return Answer.of(result.posterior())
        .trained(
            result.diagnostics().cyclicShare(),
            comparison == null ? Double.NaN : comparison.hellinger());
  }

  /** As it is printed. */
  String printed() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
