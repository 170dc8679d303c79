// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.contingency.ContingencyTables;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statistics that go over to tables of families have the posterior of those that did not. */
class TabledStatisticsTest {
  private record Sample(double[] values, VariableSet targets) {}

  private static final Domain SEVEN = Domain.categorical(3, 2, 4, 2, 3, 1, 2);
  private static final List<Sample> SAMPLES = samples(SEVEN, 400);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 6})
  void thePosteriorIsThatOfAllSamples(int maxParents) {
    GraphPrior prior = GraphPrior.fair(7).withMaxParents(maxParents);
    Posterior expected = posterior(of(SEVEN, SAMPLES, maxParents), prior);
    for (int before : new int[] {0, 1, 200, 400}) {
      SufficientStatistics statistics = tabled(SAMPLES.subList(0, before), maxParents);
      SAMPLES.subList(before, 400).forEach(sample -> observe(SEVEN, statistics, sample));
      assertThat(statistics.detail).isEqualTo(Detail.FAMILIES);
      assertSame(posterior(statistics, prior), expected);
      assertThat(statistics.observedByRegime()).isEqualTo(countedByRegime(SAMPLES));
    }
  }

  @Test
  void aSmallerLimitOfThePriorIsServedAndALargerOneRefused() {
    SufficientStatistics statistics = tabled(SAMPLES, 2);
    GraphPrior one = GraphPrior.uniform(7).withMaxParents(1);
    assertSame(posterior(statistics, one), posterior(of(SEVEN, SAMPLES, 6), one));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> posterior(statistics, GraphPrior.uniform(7)))
        .withMessage("up to 6 parents: the statistics are of families of up to 2");
    statistics.limitParents(SEVEN, 4);
    assertThat(statistics.maxParents).isEqualTo(2);
  }

  @Test
  void orderAndSplitDoNotMatter() {
    GraphPrior prior = GraphPrior.uniform(7).withMaxParents(2);
    Posterior expected = posterior(tabled(SAMPLES, 2), prior);
    List<Sample> shuffled = new ArrayList<>(SAMPLES);
    for (int seed = 0; seed < 4; seed++) {
      Collections.shuffle(shuffled, new Random(seed));
      SufficientStatistics[] parts = new SufficientStatistics[4];
      for (int part = 0; part < 4; part++) {
        List<Sample> of = shuffled.subList(100 * part, 100 * part + 100);
        boolean tables = part == seed || part % 2 == 1;
        parts[part] = tables ? tabled(of, 2) : of(SEVEN, of, 3);
      }
      SufficientStatistics merged = parts[0].merge(parts[1]).merge(parts[2].merge(parts[3]));
      assertThat(merged.detail).isEqualTo(Detail.FAMILIES);
      assertThat(merged.maxParents).isEqualTo(2);
      assertThat(merged.observedByRegime()).isEqualTo(countedByRegime(SAMPLES));
      assertThat(posterior(merged, prior).edges()).isDeepEqualTo(expected.edges());
      assertThat(posterior(merged, prior).logEvidence()).isEqualTo(expected.logEvidence());
    }
  }

  @Test
  void mergingChangesNeitherPart() {
    SufficientStatistics left = tabled(SAMPLES.subList(0, 100), 2);
    SufficientStatistics right = tabled(SAMPLES.subList(100, 200), 2);
    SufficientStatistics empty = SufficientStatistics.empty(SEVEN, 2);
    GraphPrior prior = GraphPrior.uniform(7).withMaxParents(2);
    double before = posterior(right, prior).logEvidence();
    SufficientStatistics merged = empty.merge(right);
    merged.absorb(left);
    observe(SEVEN, merged, SAMPLES.get(5));
    StatisticBounds.fold(merged);
    assertThat(posterior(right, prior).logEvidence()).isEqualTo(before);
    assertThat(posterior(right.merge(empty), prior).logEvidence()).isEqualTo(before);
    assertThat(empty.detail).isEqualTo(Detail.SUFFICIENT);
  }

  @Test
  void whereNothingFitsCountsAreLeft() {
    SufficientStatistics forgotten = of(SEVEN, SAMPLES, 2);
    forgotten.observe(SEVEN, SAMPLES.get(0).values, SAMPLES.get(0).targets, 0.99);
    SufficientStatistics forgetting = tabled(SAMPLES, 2);
    SufficientStatistics merged = tabled(SAMPLES, 2).merge(forgotten);
    assertThat(forgotten.merge(tabled(SAMPLES, 2)).detail).isEqualTo(Detail.COUNTS);
    StatisticBounds.tabulate(forgotten);
    forgetting.observe(SEVEN, SAMPLES.get(0).values, SAMPLES.get(0).targets, 0.99);
    for (SufficientStatistics counts : List.of(forgotten, forgetting)) {
      assertThat(counts.detail).isEqualTo(Detail.COUNTS);
      assertThat(counts.tables).isNull();
      assertThat(counts.observedByRegime().values().stream().mapToLong(n -> n).sum())
          .isEqualTo(401);
    }
    assertThat(merged.detail).isEqualTo(Detail.COUNTS);
    assertThat(merged.observed()).isEqualTo(801);
    assertThat(tabled(SAMPLES, 2).merge(forgotten).detail).isEqualTo(Detail.COUNTS);
    assertThat(tabled(SAMPLES, 2).copyOfCounts().observedByRegime())
        .isEqualTo(countedByRegime(SAMPLES));
  }

  /** Tables fit while one variable is a target, but not when eight are. */
  @Test
  void targetsMayBeTooManyWheneverTheyCome() {
    int[] categories = new int[12];
    Arrays.fill(categories, 10);
    Domain domain = Domain.categorical(categories);
    List<Sample> few = List.of(new Sample(new double[12], VariableSet.of(3)));
    List<Sample> many = List.of(new Sample(new double[12], VariableSet.first(8)));
    SufficientStatistics tables = of(domain, few, 3);
    StatisticBounds.tabulate(tables);
    assertThat(tables.detail).isEqualTo(Detail.FAMILIES);
    SufficientStatistics refused = of(domain, many, 3);
    StatisticBounds.tabulate(refused);
    SufficientStatistics recent = tables.copy();
    observe(domain, recent, many.get(0));
    for (SufficientStatistics counts :
        List.of(recent, tables.merge(of(domain, many, 3)), refused.merge(tables))) {
      assertThat(counts.detail).isEqualTo(Detail.COUNTS);
      assertThat(counts.observedByRegime())
          .isEqualTo(Map.of(VariableSet.of(3), 1L, VariableSet.first(8), 1L));
    }
  }

  @Test
  void tablesMayBeKeptElsewhere() {
    SufficientStatistics statistics = tabled(SAMPLES.subList(0, 200), 2);
    SufficientStatistics few = of(SEVEN, SAMPLES.subList(200, 300), 2);
    ContingencyTables kept = statistics.tables;
    statistics.tables = null;
    assertThat(statistics.needsTables(few)).isFalse();
    statistics.absorb(few);
    SufficientStatistics others = tabled(SAMPLES.subList(300, 400), 2);
    assertThat(statistics.needsTables(others)).isTrue();
    assertThatIllegalStateException().isThrownBy(() -> statistics.copy().absorb(others));
    few.bytes = 4L << 20;
    assertThat(statistics.needsTables(few)).isTrue();
    assertThat(few.needsTables(others)).isFalse();
    statistics.tables = kept;
    statistics.absorb(others);
    GraphPrior prior = GraphPrior.uniform(7).withMaxParents(2);
    assertThat(posterior(statistics, prior).logEvidence())
        .isEqualTo(posterior(tabled(SAMPLES, 2), prior).logEvidence());
  }

  @Test
  void otherVariablesAndMechanismsAreRefused() {
    SufficientStatistics tables = tabled(SAMPLES, 2);
    for (Domain other : List.of(Domain.continuous(7), Domain.categorical(3, 2, 4, 2, 3, 2, 2))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> LocalScores.checkScorable(other, tables))
          .withMessage("statistics of another kind than the " + other);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CategoricalMechanisms.of(SEVEN, tables, ScorePrior.defaults(7)))
        .withMessage(
            "of the configurations only tables of families are left: there are no mechanisms");
  }

  private static SufficientStatistics tabled(List<Sample> samples, int maxParents) {
    SufficientStatistics statistics = of(SEVEN, samples, maxParents);
    StatisticBounds.tabulate(statistics);
    return statistics;
  }

  private static SufficientStatistics of(Domain domain, List<Sample> samples, int maxParents) {
    SufficientStatistics statistics = SufficientStatistics.empty(domain, maxParents);
    samples.forEach(sample -> observe(domain, statistics, sample));
    return statistics;
  }

  private static void observe(Domain domain, SufficientStatistics statistics, Sample sample) {
    statistics.observe(domain, sample.values, sample.targets, 1);
  }

  private static Posterior posterior(SufficientStatistics statistics, GraphPrior prior) {
    return Inference.posterior(SEVEN, statistics, ScorePrior.defaults(7), prior, Method.EXACT);
  }

  private static void assertSame(Posterior posterior, Posterior expected) {
    assertThat(posterior.logEvidence()).isCloseTo(expected.logEvidence(), within(1e-9));
    for (int from = 0; from < 7; from++) {
      for (int to = 0; to < 7; to++) {
        assertThat(posterior.edges()[from][to]).isCloseTo(expected.edges()[from][to], within(1e-9));
      }
    }
  }

  private static Map<VariableSet, Long> countedByRegime(List<Sample> samples) {
    Map<VariableSet, Long> counts = new TreeMap<>();
    samples.forEach(sample -> counts.merge(sample.targets, 1L, Long::sum));
    return counts;
  }

  /** Each variable copies the one before it, but for one time in three; targets at random. */
  private static List<Sample> samples(Domain domain, int count) {
    int[] categories = domain.categories();
    Random random = new Random(count);
    List<Sample> samples = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      double[] x = new double[categories.length];
      VariableSet targets = VariableSet.EMPTY;
      for (int i = 0; i < x.length; i++) {
        boolean targeted = n % 3 == 0 && i > 0 && random.nextInt(4) == 0;
        targets = targeted ? targets.toggle(i) : targets;
        boolean copies = i > 0 && !targeted && random.nextInt(3) > 0;
        x[i] = copies ? x[i - 1] % categories[i] : random.nextInt(categories[i]);
      }
      samples.add(new Sample(x, targets));
    }
    return samples;
  }
}
