// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.gauges;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NumbersTest {

  private static final double[] SOME = {1, Double.NaN, 5};
  private static final double[] NONE = {Double.NaN};

  @Test
  void foldsWhatIsKnown() {
    assertThat(Numbers.Fold.SUM.of(SOME)).isEqualTo(6);
    assertThat(Numbers.Fold.MEAN.of(SOME)).isEqualTo(3);
    assertThat(Numbers.Fold.MAX.of(SOME)).isEqualTo(5);
  }

  @Test
  void saysSoWhereNothingIsKnown() {
    assertThat(Numbers.Fold.SUM.of(NONE)).isZero();
    assertThat(Numbers.Fold.MEAN.of(NONE)).isNaN();
    assertThat(Numbers.Fold.MAX.of(NONE)).isNaN();
  }

  @Test
  void findsNumbersOfAnEarlierBuildByTheirNames() {
    Shown shown = new Shown(1, 2, Traffic.begin(1, 2), new double[] {3, 4});
    ShownKeys before = new ShownKeys(List.of("samples", "gone"), Map.of("x", shown));

    assertThat(before.numbers("x", List.of("new", "samples"))).containsExactly(Double.NaN, 3);
  }
}
