// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.MethodChoice;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.mcmc.Diagnostics;
import dev.sluice.models.posterior.mcmc.Sampled;
import dev.sluice.models.posterior.mcmc.SamplerMemory;
import java.util.List;

/**
 * Stands in the place of the sampler, which takes longer and says less: all edges are as probable
 * as a number that comes of all refreshes so far, each with its samples. Exact up to 18 variables.
 */
record StandInSampler() implements Models.Inferring {

  private static final Models.Inferring EXACT = new ByMethod(InferenceSettings.defaults());

  @Override
  public Inferred infer(RefreshRequest request, SamplerMemory before) {
    int d = request.declaration().variables().length;
    if (MethodChoice.defaults().of(d) != Method.MCMC) {
      return EXACT.infer(request, before);
    }
    return Inferred.sampled(sampled(d, request.statistics().observed(), before), 0.75);
  }

  private static Sampled sampled(int d, long samples, SamplerMemory before) {
    long refreshes = before == null ? 0 : before.refreshes();
    double number = next(before == null ? 0 : before.logScores()[0], samples);
    double[][] edges = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        edges[i][j] = i == j ? 0 : number;
      }
    }
    return new Sampled(
        new Posterior(
            Method.MCMC,
            0.5,
            Double.NaN,
            edges,
            null,
            d * (d - 1) * number,
            Double.NaN,
            Dag.ofParents(VariableSet.noneOf(d)),
            List.of()),
        new Diagnostics(4, 1000 * (refreshes + 1), 0.25, 50, 0.125, false),
        new SamplerMemory(refreshes + 1, new long[][] {{samples}}, new double[] {number}));
  }

  /** In (0, 1/2): of what was before and of the samples now. */
  static double next(double before, long samples) {
    return (before + 1) / (2 * before + 3 + samples);
  }
}
