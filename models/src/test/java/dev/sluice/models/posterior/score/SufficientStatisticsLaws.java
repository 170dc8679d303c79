// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every kind of sufficient statistic obeys. */
abstract class SufficientStatisticsLaws {
  private static final int SAMPLES = 60;

  private final Random random = new Random(7);
  private final List<Sample> samples = new ArrayList<>();

  /** The kind of statistic under test. */
  abstract Domain domain();

  /** One draw. */
  abstract double[] draw(Random random);

  /** What a batch run makes of the weighted samples of one regime: name -> number. */
  abstract Map<String, Double> batch(List<double[]> values, List<Double> weights);

  /** The same numbers read off the statistic of one regime. */
  abstract Map<String, Double> read(SufficientStatistics statistics, VariableSet targets);

  /** The three regimes of the samples. */
  List<VariableSet> regimes() {
    return List.of(VariableSet.EMPTY, VariableSet.of(0), VariableSet.of(1));
  }

  SufficientStatisticsLaws() {
    for (int i = 0; i < SAMPLES; i++) {
      samples.add(new Sample(draw(random), regimes().get(random.nextInt(3))));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.0, 0.9})
  void everyPrefixIsTheBatch(double forgetting) {
    SufficientStatistics running = SufficientStatistics.empty(domain());
    for (int n = 0; n < SAMPLES; n++) {
      assertIsBatch(running, samples.subList(0, n), forgetting);
      observe(running, samples.get(n), forgetting);
    }
    assertIsBatch(running, samples, forgetting);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.0, 0.9})
  void everySplitMergesToTheBatch(double forgetting) {
    for (int split = 0; split <= SAMPLES; split++) {
      SufficientStatistics merged =
          of(samples.subList(0, split), forgetting)
              .merge(of(samples.subList(split, SAMPLES), forgetting));
      assertIsBatch(merged, samples, forgetting);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.0, 0.9})
  void mergingIsAssociative(double forgetting) {
    SufficientStatistics a = of(samples.subList(0, 1), forgetting);
    SufficientStatistics b = of(samples.subList(1, 20), forgetting);
    SufficientStatistics c = of(samples.subList(20, SAMPLES), forgetting);
    assertIsBatch(a.merge(b).merge(c), samples, forgetting);
    assertIsBatch(a.merge(b.merge(c)), samples, forgetting);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.0, 0.9})
  void emptyIsNeutralOnBothSides(double forgetting) {
    SufficientStatistics empty = SufficientStatistics.empty(domain());
    for (int n : new int[] {0, 1, 2, SAMPLES}) {
      SufficientStatistics some = of(samples.subList(0, n), forgetting);
      assertThat(bits(empty.merge(some))).isEqualTo(bits(some));
      assertThat(bits(some.merge(empty))).isEqualTo(bits(some));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.0, 0.9})
  void observingGoesOnAfterAMerge(double forgetting) {
    SufficientStatistics merged =
        of(samples.subList(0, 20), forgetting).merge(of(samples.subList(20, 40), forgetting));
    samples.subList(40, SAMPLES).forEach(sample -> observe(merged, sample, forgetting));
    assertIsBatch(merged, samples, forgetting);
  }

  @Test
  void orderDoesNotMatterWithoutForgetting() {
    List<Sample> shuffled = new ArrayList<>(samples);
    for (int round = 0; round < 10; round++) {
      Collections.shuffle(shuffled, random);
      assertIsBatch(of(shuffled, 1), samples, 1);
      SufficientStatistics left = of(shuffled.subList(0, 13), 1);
      SufficientStatistics right = of(shuffled.subList(13, SAMPLES), 1);
      assertIsBatch(left.merge(right), samples, 1);
      assertIsBatch(right.merge(left), samples, 1);
    }
  }

  @Test
  void mergeLeavesItsInputsAlone() {
    SufficientStatistics earlier = of(samples.subList(0, 20), 0.9);
    SufficientStatistics later = of(samples.subList(20, SAMPLES), 0.9);
    Map<String, Double> earlierBits = bits(earlier);
    Map<String, Double> laterBits = bits(later);
    SufficientStatistics merged = earlier.merge(later);
    samples.forEach(sample -> observe(merged, sample, 0.9));
    assertThat(bits(earlier)).isEqualTo(earlierBits);
    assertThat(bits(later)).isEqualTo(laterBits);
  }

  @Test
  void copySharesNothing() {
    SufficientStatistics original = of(samples.subList(0, 20), 0.9);
    Map<String, Double> before = bits(original);
    SufficientStatistics copy = original.copy();
    assertThat(bits(copy)).isEqualTo(before);
    samples.forEach(sample -> observe(copy, sample, 0.9));
    assertThat(bits(original)).isEqualTo(before);
  }

  @Test
  void countsAreRaw() {
    SufficientStatistics statistics = of(samples, 0.9);
    assertThat(statistics.observed()).isEqualTo(SAMPLES);
    Map<VariableSet, Long> expected = new TreeMap<>();
    samples.forEach(sample -> expected.merge(sample.targets, 1L, Long::sum));
    assertThat(statistics.observedByRegime()).isEqualTo(expected);
  }

  private SufficientStatistics of(List<Sample> samples, double forgetting) {
    SufficientStatistics statistics = SufficientStatistics.empty(domain());
    samples.forEach(sample -> observe(statistics, sample, forgetting));
    return statistics;
  }

  private void observe(SufficientStatistics statistics, Sample sample, double forgetting) {
    statistics.observe(domain(), sample.values, sample.targets, forgetting);
  }

  private void assertIsBatch(
      SufficientStatistics statistics, List<Sample> samples, double forgetting) {
    SufficientStatistics now = statistics.upToDate();
    for (VariableSet targets : regimes()) {
      List<double[]> values = new ArrayList<>();
      List<Double> weights = new ArrayList<>();
      for (int n = 0; n < samples.size(); n++) {
        if (samples.get(n).targets.equals(targets)) {
          values.add(samples.get(n).values);
          weights.add(Math.pow(forgetting, samples.size() - 1 - n));
        }
      }
      if (values.isEmpty()) {
        assertThat(now.observedByRegime()).doesNotContainKey(targets);
        continue;
      }
      Map<String, Double> expected = batch(values, weights);
      Map<String, Double> actual = read(now, targets);
      assertThat(actual.keySet()).isEqualTo(expected.keySet());
      expected.forEach(
          (name, value) -> assertThat(actual.get(name)).as(name).isCloseTo(value, within(1e-12)));
    }
  }

  /** Every number of the statistic, to the last bit. */
  private Map<String, Double> bits(SufficientStatistics statistics) {
    Map<String, Double> bits = new TreeMap<>();
    bits.put("logRetention", statistics.logRetention);
    SufficientStatistics now = statistics.upToDate();
    for (VariableSet targets : now.observedByRegime().keySet()) {
      read(now, targets).forEach((name, value) -> bits.put(targets + " " + name, value));
    }
    return bits;
  }

  private record Sample(double[] values, VariableSet targets) {}
}
