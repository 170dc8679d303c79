// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.statistics;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.federation.RingVector;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Sites with rows for tests, and what becomes of them. */
final class Sites {
  static final MinimumCounts ALL = new MinimumCounts(1);

  record Row(double[] values, VariableSet targets) {}

  private Sites() {}

  /** Names a, b, c, ... */
  static List<String> names(int dimension) {
    return IntStream.range(0, dimension).mapToObj(i -> String.valueOf((char) ('a' + i))).toList();
  }

  /** The regimes of three sites that have different ones, and of one that has a single row. */
  static List<VariableSet> regimes() {
    return List.of(
        VariableSet.EMPTY,
        VariableSet.of(0),
        VariableSet.of(2),
        VariableSet.of(3),
        VariableSet.of(1, 4));
  }

  /** Five sites: three of 60, 45 and 70 rows with different regimes, one of none, one of one. */
  static List<List<Row>> continuous(int dimension, UnaryOperator<double[]> change) {
    UniformRandomProvider random = KeyedRandom.of(5, "federated rows", dimension);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    return sites(
        targets -> {
          double[] x = new double[dimension];
          for (int i = 0; i < dimension; i++) {
            double parents = (i > 0 ? 0.9 * x[i - 1] : 0) - (i > 1 ? 0.6 * x[i - 2] : 0);
            x[i] = targets.contains(i) ? 2 * normal.sample() : parents + normal.sample();
          }
          return change.apply(x);
        });
  }

  /** The same of categorical variables, each of which copies the one before it or does not. */
  static List<List<Row>> categorical(Domain domain) {
    UniformRandomProvider random = KeyedRandom.of(6, "federated rows");
    int[] categories = domain.categories();
    return sites(
        targets -> {
          double[] x = new double[categories.length];
          for (int i = 0; i < x.length; i++) {
            boolean copies = i > 0 && !targets.contains(i) && random.nextInt(3) > 0;
            x[i] = copies ? x[i - 1] % categories[i] : random.nextInt(categories[i]);
          }
          return x;
        });
  }

  private interface Draw {
    double[] of(VariableSet targets);
  }

  private static List<List<Row>> sites(Draw draw) {
    List<VariableSet> regimes = regimes();
    int[][] ofSites = {{0, 1, 0}, {0, 2, 3}, {1, 4}, {}, {4}};
    int[] rows = {60, 45, 70, 0, 1};
    List<List<Row>> sites = new ArrayList<>();
    for (int site = 0; site < rows.length; site++) {
      List<Row> ofSite = new ArrayList<>();
      for (int n = 0; n < rows[site]; n++) {
        VariableSet targets = regimes.get(ofSites[site][n % ofSites[site].length]);
        ofSite.add(new Row(draw.of(targets), targets));
      }
      sites.add(ofSite);
    }
    return sites;
  }

  static SufficientStatistics statistics(Domain domain, int maxParents, List<Row> rows) {
    SufficientStatistics statistics = SufficientStatistics.empty(domain, maxParents);
    rows.forEach(row -> statistics.observe(domain, row.values, row.targets, 1));
    return statistics;
  }

  /** Of rows of all numbers of parents. */
  static SufficientStatistics statistics(Domain domain, List<Row> rows) {
    return statistics(domain, domain.dimension() - 1, rows);
  }

  /** All rows, the last site's first. */
  static List<Row> together(List<List<Row>> sites) {
    List<Row> rows = new ArrayList<>();
    sites.forEach(ofSite -> rows.addAll(0, ofSite));
    return rows;
  }

  /** What sites send if they send everything. */
  static List<RingVector> vectors(StatisticsAgreement agreement, List<List<Row>> sites) {
    return sites.stream().map(rows -> vector(agreement, rows)).toList();
  }

  static RingVector vector(StatisticsAgreement agreement, List<Row> rows) {
    Domain domain = agreement.domain();
    SufficientStatistics none = SufficientStatistics.empty(domain);
    return StatisticSums.contribution(agreement, statistics(domain, rows), none, ALL).numbers();
  }

  static RingVector sum(List<RingVector> vectors) {
    return vectors.stream().reduce(RingVector::plus).orElseThrow();
  }

  /** The same vectors, to each pair of which a mask was added and subtracted. */
  static List<RingVector> masked(List<RingVector> vectors) {
    UniformRandomProvider random = KeyedRandom.of(7, "masks");
    List<RingVector> masked = new ArrayList<>(vectors);
    for (int i = 0; i < masked.size(); i++) {
      for (int j = 0; j < i; j++) {
        int words = masked.get(i).words();
        RingVector mask =
            new RingVector(words, random.ints(masked.get(i).values().length).toArray());
        masked.set(i, masked.get(i).plus(mask));
        masked.set(j, masked.get(j).minus(mask));
      }
    }
    return masked;
  }
}
