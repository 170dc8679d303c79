// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting.exact;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.models.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Beliefs after a few rows. */
final class Beliefs {
  private Beliefs() {}

  /** Binary rows of X0 -> X1, X2 alone, and some under do(X1). */
  static List<double[]> rows() {
    UniformRandomProvider random = KeyedRandom.of(4, "rows");
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      double first = random.nextDouble() < 0.5 ? 0 : 1;
      double second = random.nextDouble() < (first == 1 ? 0.8 : 0.3) ? 1 : 0;
      rows.add(new double[] {first, second, random.nextDouble() < 0.4 ? 1 : 0});
    }
    return rows;
  }

  static VariableSet targets(int row) {
    return row % 6 == 5 ? VariableSet.of(1) : VariableSet.EMPTY;
  }

  static ExactBelief binary() {
    Domain domain = Domain.categorical(2, 2, 2);
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    List<double[]> rows = rows();
    for (int i = 0; i < rows.size(); i++) {
      statistics.observe(domain, rows.get(i), targets(i), 1);
    }
    return new ExactBelief(domain, statistics, ScorePrior.defaults(3), GraphPrior.uniform(3));
  }

  /** Linear, rows under two interventions. */
  static ExactBelief gaussian() {
    Domain domain = Domain.continuous(3);
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    UniformRandomProvider random = KeyedRandom.of(6, "rows");
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    for (int i = 0; i < 20; i++) {
      VariableSet targets = i % 4 == 3 ? VariableSet.of(i % 8 == 3 ? 0 : 1) : VariableSet.EMPTY;
      double first = targets.contains(0) ? 2 : 1 + normal.sample();
      double second = targets.contains(1) ? -1 : 0.7 * first + normal.sample();
      double third = 3 - 0.4 * second + normal.sample();
      statistics.observe(domain, new double[] {first, second, third}, targets, 1);
    }
    return new ExactBelief(domain, statistics, ScorePrior.defaults(3), GraphPrior.uniform(3));
  }
}
