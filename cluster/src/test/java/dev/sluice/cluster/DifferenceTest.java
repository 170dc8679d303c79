// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DifferenceTest {

  private static Map<String, Object> record(double x, Object y) {
    return Map.of("key", Map.of("x", List.of(1, x), "y", y));
  }

  @Test
  void sameRecordsDoNotDiffer() {
    assertThat(Difference.exactly(record(.1, "a"), record(.1, "a"))).isEmpty();
    assertThat(Difference.between(record(.1, "a"), record(.1 + 1e-12, "a"), 1e-9)).isEmpty();
    assertThat(Difference.between(record(1e6, "a"), record(1e6 + 1e-4, "a"), 1e-9)).isEmpty();
  }

  @Test
  void oneBitIsADifferenceWhereNothingIsTolerated() {
    assertThat(Difference.exactly(record(.1, "a"), record(Math.nextUp(.1), "a")))
        .containsExactly("/key/x/1 is 0.10000000000000002 and should be 0.1");
  }

  @Test
  void moreThanTheToleranceAnotherTextAndWhatIsMissingAreTold() {
    assertThat(Difference.between(record(.1, "a"), record(.1001, "b"), 1e-9)).hasSize(2);
    assertThat(Difference.between(record(.1, "a"), Map.of(), 1e-9))
        .containsExactly(
            "/key/x/0 is null and should be 1",
            "/key/x/1 is null and should be 0.1",
            "/key/y is null and should be \"a\"");
  }

  @Test
  void whatShouldNotBeThereIsTold() {
    assertThat(Difference.exactly(Map.of(), record(.1, "a"))).hasSize(3);
    assertThat(Difference.between(Map.of(), record(.1, "a"), 0)).isEmpty();
  }

  @Test
  void howLongSomethingTookIsPassedOver() {
    assertThat(Difference.exactly(Map.of("cpuMillis", 3), Map.of("cpuMillis", 4))).isEmpty();
  }
}
