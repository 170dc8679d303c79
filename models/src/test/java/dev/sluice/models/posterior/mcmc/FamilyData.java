// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.models.random.KeyedRandom;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Random data sets and priors. */
final class FamilyData {
  private FamilyData() {}

  /** What a data set is made with. */
  record Kind(int samples, boolean interventional, double forgetting, double unit, double origin) {
    static Kind plain(int samples) {
      return new Kind(samples, false, 1, 1, 0);
    }
  }

  /** A chain with shortcuts of real variables. */
  static double[][] continuousRows(int dimension, Kind kind, long seed) {
    UniformRandomProvider random = KeyedRandom.of(seed, "rows");
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[][] rows = new double[kind.samples][dimension];
    for (double[] row : rows) {
      for (int i = 0; i < dimension; i++) {
        double parents = (i > 0 ? .9 * row[i - 1] : 0) - (i > 2 ? .6 * row[i - 3] : 0);
        row[i] = parents + normal.sample();
      }
      for (int i = 0; i < dimension; i++) {
        row[i] = kind.origin + kind.unit * row[i];
      }
    }
    return rows;
  }

  /** Each variable copies the one before it, but for one time in four. */
  static double[][] categoricalRows(Domain domain, Kind kind, long seed) {
    UniformRandomProvider random = KeyedRandom.of(seed, "rows");
    int[] categories = domain.categories();
    double[][] rows = new double[kind.samples][categories.length];
    for (double[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        boolean copies = i > 0 && random.nextInt(4) > 0;
        row[i] = copies ? row[i - 1] % categories[i] : random.nextInt(categories[i]);
      }
    }
    return rows;
  }

  static double[][] rows(Domain domain, Kind kind, long seed) {
    return domain.isCategorical()
        ? categoricalRows(domain, kind, seed)
        : continuousRows(domain.dimension(), kind, seed);
  }

  /** Every third sample of an interventional data set is said to clamp a variable or two. */
  static VariableSet[] targets(int dimension, Kind kind, long seed) {
    UniformRandomProvider random = KeyedRandom.of(seed, "targets");
    VariableSet[] targets = VariableSet.noneOf(kind.samples);
    for (int n = 0; n < targets.length && kind.interventional; n += 3) {
      targets[n] = VariableSet.of(random.nextInt(dimension), random.nextInt(dimension));
    }
    return targets;
  }

  static SufficientStatistics statistics(Domain domain, Kind kind, long seed) {
    double[][] rows = rows(domain, kind, seed);
    VariableSet[] targets = targets(domain.dimension(), kind, seed);
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    for (int n = 0; n < rows.length; n++) {
      statistics.observe(domain, rows[n], targets[n], kind.forgetting);
    }
    return statistics;
  }

  /** A domain of some categories; continuous if there are none. */
  static Domain domain(int dimension, boolean categorical) {
    if (!categorical) {
      return Domain.continuous(dimension);
    }
    int[] categories = new int[dimension];
    for (int i = 0; i < dimension; i++) {
      categories[i] = 1 + (i + 1) % 4;
    }
    return Domain.categorical(categories);
  }

  /** Penalties, odds, an edge that must be and one that must not, at most so many parents. */
  static GraphPrior prior(int dimension, long seed) {
    UniformRandomProvider random = KeyedRandom.of(seed, "prior");
    GraphPrior.Kind kind = random.nextBoolean() ? GraphPrior.Kind.FAIR : GraphPrior.Kind.UNIFORM;
    VariableSet[] required = VariableSet.noneOf(dimension);
    VariableSet[] forbidden = VariableSet.noneOf(dimension);
    if (dimension > 2) {
      required[2] = VariableSet.of(random.nextInt(2));
      forbidden[1] = VariableSet.of(2);
      forbidden[0] = VariableSet.of(1, dimension - 1);
    }
    double[] odds = new double[random.nextBoolean() ? dimension * dimension : 0];
    for (int edge = 0; edge < odds.length; edge++) {
      odds[edge] = random.nextDouble() - .5;
    }
    int most = dimension > 2 ? 1 + random.nextInt(dimension) : dimension;
    return new GraphPrior(kind, random.nextDouble(), required, forbidden, odds, most);
  }

  static ScorePrior scorePrior(int dimension) {
    return new ScorePrior(.7, dimension + 2.5, .4, false, 3);
  }
}
