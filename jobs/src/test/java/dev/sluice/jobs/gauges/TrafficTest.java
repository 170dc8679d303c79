// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.gauges;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrafficTest {

  private static final long HALF_LIFE = Traffic.HALF_LIFE_MILLIS;

  @Test
  void countsASampleHalfAfterTheHalfLife() {
    Traffic traffic = Traffic.begin(8, 1000).plus(3, 1000 + HALF_LIFE);

    assertThat(traffic).isEqualTo(new Traffic(8 / 2 + 3, 1000 + HALF_LIFE));
  }

  @Test
  void doesNotForgetWhenTheClockGoesBack() {
    assertThat(Traffic.begin(8, 1000).plus(1, 0).samples()).isEqualTo(9);
  }

  @Test
  void ranksKeysAlikeWhateverTheTimeOfTheirLastSample() {
    Traffic early = Traffic.begin(64, 0);
    Traffic late = Traffic.begin(16, 2 * HALF_LIFE);

    assertThat(early.rank()).isEqualTo(late.rank());
    assertThat(early.plus(0, 5 * HALF_LIFE).rank()).isEqualTo(early.rank());
  }

  @Test
  void ranksAKeyWithoutSamplesLast() {
    assertThat(Traffic.begin(0, 5 * HALF_LIFE).rank()).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void displacesOnlyWhatIsClearlyLessBusy() {
    double ten = Traffic.begin(10, 0).rank();

    assertThat(Traffic.displaces(Traffic.begin(14, 0).rank(), ten)).isFalse();
    assertThat(Traffic.displaces(Traffic.begin(16, 0).rank(), ten)).isTrue();
  }
}
