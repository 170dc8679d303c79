// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.statistics.Interval;
import org.junit.jupiter.api.Test;

class SweepCountsTest {

  @Test
  void beforeTheFirstSweepAnythingIsPossible() {
    assertThat(SweepCounts.empty().interval(0.95)).isEqualTo(new Interval(0, 1));
  }

  @Test
  void narrowsAroundTheMeanAndFasterWithoutVariance() {
    Interval few = new SweepCounts(new int[] {0, 2, 4, 8, 4, 2, 0}).interval(0.95);
    Interval many = new SweepCounts(new int[] {0, 20, 40, 80, 40, 20, 0}).interval(0.95);
    Interval constant = new SweepCounts(new int[] {0, 0, 0, 200, 0, 0, 0}).interval(0.95);
    assertThat(few.contains(0.5)).isTrue();
    assertThat(many.upper() - many.lower()).isLessThan((few.upper() - few.lower()) / 2);
    assertThat(constant.upper() - constant.lower()).isLessThan((many.upper() - many.lower()) / 2);
    assertThat(many.lower()).isCloseTo(1 - many.upper(), within(1e-9));
  }

  @Test
  void theEndsAreReachedOnlyByTheExtremes() {
    Interval ones = new SweepCounts(new int[] {0, 0, 0, 0, 0, 0, 50}).interval(0.95);
    assertThat(ones.upper()).isEqualTo(1);
    assertThat(ones.lower()).isGreaterThan(0.85);
    SweepCounts mixed = new SweepCounts(new int[] {1, 0, 0, 0, 0, 0, 1});
    assertThat(mixed.contains(0, 0.95)).isFalse();
    assertThat(mixed.contains(1, 0.95)).isFalse();
    assertThat(SweepCounts.empty().observe(6).contains(1, 0.95)).isTrue();
  }

  @Test
  void theIntervalIsWhatTheCapitalDoesNotExclude() {
    SweepCounts sweeps = new SweepCounts(new int[] {1, 0, 3, 9, 12, 4, 2});
    Interval interval = sweeps.interval(0.9);
    assertThat(sweeps.contains(interval.lower() + 1e-9, 0.9)).isTrue();
    assertThat(sweeps.contains(interval.lower() - 1e-9, 0.9)).isFalse();
    assertThat(sweeps.contains(interval.upper() - 1e-9, 0.9)).isTrue();
    assertThat(sweeps.contains(interval.upper() + 1e-9, 0.9)).isFalse();
  }

  @Test
  void retractingUndoesObserving() {
    SweepCounts sweeps = SweepCounts.empty().observe(3).observe(6);
    assertThat(sweeps.observe(0).retract(0)).isEqualTo(sweeps).hasSameHashCodeAs(sweeps);
    assertThat(sweeps.sweeps()).isEqualTo(2);
    assertThatIllegalArgumentException().isThrownBy(() -> sweeps.retract(1));
  }
}
