// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.vcn;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.mcmc.Families;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.stream.IntStream;

/** Samples by formula: twelve rows of up to four variables. */
final class Samples {
  private static final int ROWS = 12;

  private Samples() {}

  /** X[t][i] = sin(0.7 (t+1)(i+1)) + (i > 0 ? X[t][i-1]/2 : 0), of the first variables. */
  static SufficientStatistics continuous(int variables) {
    return continuous(variables, ROWS, false);
  }

  /** The same of more rows; perhaps row t clamps variable t mod 5 - 1, and -1 is none. */
  static SufficientStatistics continuous(int variables, int rows, boolean interventions) {
    Domain domain = Domain.continuous(variables);
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    for (int t = 0; t < rows; t++) {
      double[] row = new double[variables];
      for (int i = 0; i < variables; i++) {
        row[i] = Math.sin(0.7 * (t + 1) * (i + 1)) + (i > 0 ? 0.5 * row[i - 1] : 0);
      }
      int target = t % 5 - 1;
      boolean clamped = interventions && target >= 0;
      statistics.observe(domain, row, clamped ? VariableSet.of(target) : VariableSet.EMPTY, 1);
    }
    return statistics;
  }

  /** Y[t][i] = (3 t^2 + (i+1) t + floor(t/(i+2))) mod the number of categories. */
  static SufficientStatistics categorical(Domain domain) {
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    for (int t = 0; t < ROWS; t++) {
      int row = t;
      statistics.observe(
          domain,
          IntStream.range(0, domain.dimension())
              .mapToDouble(
                  i -> (3 * row * row + (i + 1) * row + row / (i + 2)) % domain.categories()[i])
              .toArray(),
          VariableSet.EMPTY,
          1);
    }
    return statistics;
  }

  /** The posterior of continuous samples, with 0.01 nats per edge. */
  static Gibbs gibbs(SufficientStatistics statistics, int variables) {
    Domain domain = Domain.continuous(variables);
    return new Gibbs(
        Families.of(
            domain, statistics, ScorePrior.defaults(variables), GraphPrior.uniform(variables)),
        0.01,
        Acyclicity.POLYNOMIAL);
  }
}
