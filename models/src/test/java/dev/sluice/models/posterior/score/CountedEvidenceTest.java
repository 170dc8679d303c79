// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.threads.Team;
import dev.sluice.models.prior.ScorePrior;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.numbers.gamma.LogGamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** ln p(D_F) of every set and node, counted anew from the rows in which it was no target. */
class CountedEvidenceTest {
  private record Sample(double[] values, VariableSet targets) {}

  static Stream<int[]> domains() {
    return Stream.of(
        new int[] {1},
        new int[] {4},
        new int[] {1, 1, 1},
        new int[] {2, 1, 3, 5},
        new int[] {16, 17, 2, 3},
        new int[] {300, 2, 1 << 30, 3, 33},
        new int[] {2, 2, 2, 2, 2, 2, 2, 2, 2},
        new int[] {3, 3, 3, 3, 3, 3, 3, 3, 3},
        new int[] {2, 3, 4, 5, 6, 7, 8, 9},
        // of two longs
        new int[] {1 << 20, 1 << 20, 1 << 20, 1 << 20, 2, 3});
  }

  @ParameterizedTest
  @MethodSource("domains")
  void everySetOfEveryNodeIsTheSumOverItsRows(int[] categories) {
    for (int samples : new int[] {0, 1, 2, 30, 160}) {
      for (int copies : new int[] {0, 60, 97}) {
        checkAgainstRows(categories, samples(categories, samples, copies, 4));
      }
    }
  }

  /** Every sample has targets, two of them at times: no regime is that of no node. */
  @Test
  void nodesThatAreTargetsTogether() {
    int[] categories = {3, 2, 3, 2, 3, 3};
    for (int observational : new int[] {0, 1}) {
      List<Sample> samples = samples(categories, 300, 20, 0);
      List<VariableSet> targets =
          List.of(VariableSet.of(0, 1), VariableSet.of(1, 2), VariableSet.of(4, 5));
      List<Sample> retargeted = new ArrayList<>();
      for (int n = 0; n < samples.size(); n++) {
        VariableSet set = n % 4 < 3 ? targets.get(n % 4) : VariableSet.of(0, 1, 2, 3, 4, 5);
        boolean seen = n % 4 == 3 && observational == 1;
        retargeted.add(new Sample(samples.get(n).values, seen ? VariableSet.EMPTY : set));
      }
      checkAgainstRows(categories, retargeted);
    }
  }

  @Test
  void theOrderOfSamplesChangesNoBit() {
    int[] categories = {3, 3, 2, 40, 3, 3, 2, 3};
    Domain domain = Domain.categorical(categories);
    List<Sample> samples = samples(categories, 700, 40, 4);
    double[][] expected = evidence(domain, statistics(domain, samples));
    for (int seed = 0; seed < 5; seed++) {
      Collections.shuffle(samples, new Random(seed));
      SufficientStatistics merged = SufficientStatistics.empty(domain);
      for (int from = 0; from < samples.size(); from += 100) {
        merged.absorb(statistics(domain, samples.subList(from, from + 100)));
      }
      assertThat(evidence(domain, merged)).isDeepEqualTo(expected);
    }
  }

  /** A million samples of one configuration, beyond every table of logarithms, and some others. */
  @ParameterizedTest
  @CsvSource({"1000000, 0", "1000000, 3", "4096, 1", "4095, 1"})
  void manySamplesOfOneConfiguration(int many, int others) {
    int[] categories = {2, 3, 3, 20, 2, 2, 2, 3};
    Domain domain = Domain.categorical(categories);
    List<Sample> samples = new ArrayList<>(samples(categories, others, 0, 1));
    Sample often = new Sample(new double[8], VariableSet.EMPTY);
    SufficientStatistics statistics = statistics(domain, samples);
    for (int n = 0; n < many; n++) {
      statistics.observe(domain, often.values, often.targets, 1);
    }
    double[][] actual = evidence(domain, statistics);
    for (int node = 0; node < 8; node++) {
      for (int set = 0; set < 1 << 8; set++) {
        double expected = direct(samples, often, many, node, set, categories);
        assertThat(actual[node][set]).isCloseTo(expected, within(1e-9 + 1e-14 * many * 20));
      }
    }
  }

  private static void checkAgainstRows(int[] categories, List<Sample> samples) {
    Domain domain = Domain.categorical(categories);
    double[][] actual = evidence(domain, statistics(domain, samples));
    for (int node = 0; node < categories.length; node++) {
      assertThat(actual[node]).hasSize(1 << categories.length);
      for (int set = 0; set < 1 << categories.length; set++) {
        assertThat(actual[node][set])
            .isCloseTo(direct(samples, null, 0, node, set, categories), within(1e-9));
      }
    }
  }

  /** Random rows; of so many in a hundred, copies of the first or of the one before. */
  private static List<Sample> samples(int[] categories, int count, int copies, int regimes) {
    Random random = new Random(Arrays.hashCode(categories) + count + copies);
    List<Sample> samples = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      double[] values = new double[categories.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextInt(categories[i]);
      }
      if (n > 0 && random.nextInt(100) < copies) {
        values = samples.get(random.nextBoolean() ? 0 : n - 1).values;
      }
      int target = random.nextInt(Math.max(1, regimes * categories.length));
      boolean observational = regimes == 0 || target >= categories.length;
      samples.add(new Sample(values, observational ? VariableSet.EMPTY : VariableSet.of(target)));
    }
    return samples;
  }

  private static SufficientStatistics statistics(Domain domain, List<Sample> samples) {
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    samples.forEach(sample -> statistics.observe(domain, sample.values, sample.targets, 1));
    return statistics;
  }

  /** By node. */
  private static double[][] evidence(Domain domain, SufficientStatistics statistics) {
    ScorePrior prior = ScorePrior.defaults(domain.dimension());
    double[][] evidence = new double[domain.dimension()][];
    new Evidence(domain, statistics, prior)
        .forEachGroup(
            prior,
            Team.alone(),
            node -> true,
            (nodes, ofSubsets) -> nodes.forEach(node -> evidence[node] = ofSubsets));
    return evidence;
  }

  private static double direct(
      List<Sample> samples, Sample often, int many, int node, int set, int[] categories) {
    Map<List<Double>, Integer> counts = new HashMap<>();
    for (Sample sample : samples) {
      if (!sample.targets.contains(node)) {
        counts.merge(configuration(sample.values, set), 1, Integer::sum);
      }
    }
    if (often != null) {
      counts.merge(configuration(often.values, set), many, Integer::sum);
    }
    double base = ScorePrior.defaults(categories.length).equivalentSampleSize();
    for (int i = 0; i < categories.length; i++) {
      base /= (set >>> i & 1) != 0 ? categories[i] : 1;
    }
    double evidence = 0;
    for (int count : counts.values()) {
      evidence += LogGamma.value(base + count) - LogGamma.value(base);
    }
    return evidence;
  }

  private static List<Double> configuration(double[] values, int set) {
    List<Double> configuration = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      if ((set >>> i & 1) != 0) {
        configuration.add(values[i]);
      }
    }
    return configuration;
  }
}
