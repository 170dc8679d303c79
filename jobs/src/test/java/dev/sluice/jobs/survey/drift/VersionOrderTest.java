// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VersionOrderTest {

  /** Each as people would put them. */
  static Stream<List<String>> orders() {
    return Stream.of(
        List.of("v9", "v10", "v11", "v100"),
        List.of("2024-05", "2024-11", "2025-01"),
        List.of("2024-5", "2024-11"),
        List.of("1.9", "1.10", "1.10.1", "2"),
        List.of("", "0", "1"),
        List.of("9", "v10", "11"),
        List.of("1.0-alpha", "1.0-beta", "1.0-rc1", "1.0-rc2", "1.0-rc10", "1.0", "1.0.1"),
        List.of("gpt-4", "gpt-4-0314", "gpt-4-0613", "gpt-4-turbo"),
        List.of("claude-v1.3", "claude-v2", "claude-instant-v1.0", "claude-instant-v1.1"),
        List.of("20240513", "20241120"),
        List.of("V1", "v2", "V3"),
        List.of("a", "B", "c"),
        List.of("v09", "v9", "v010"),
        List.of("999999999999999999998", "999999999999999999999", "1000000000000000000000"),
        List.of("९", "१०"),
        List.of("версия 9", "версия 10"),
        List.of("-", "--", "1"));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void comesAsPeopleWriteIt(List<String> versions) {
    for (int i = 0; i < versions.size(); i++) {
      for (int j = 0; j < versions.size(); j++) {
        assertThat(
                Integer.signum(VersionOrder.AS_WRITTEN.compare(versions.get(i), versions.get(j))))
            .as("%s and %s", versions.get(i), versions.get(j))
            .isEqualTo(Integer.compare(i, j));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("orders")
  void isATotalOrder(List<String> versions) {
    List<String> all = orders().flatMap(List::stream).distinct().toList();
    for (String one : versions) {
      for (String other : all) {
        int order = Integer.signum(VersionOrder.AS_WRITTEN.compare(one, other));
        assertThat(order).isEqualTo(-Integer.signum(VersionOrder.AS_WRITTEN.compare(other, one)));
        assertThat(order == 0).isEqualTo(one.equals(other));
        for (String third : all) {
          if (order < 0 && VersionOrder.AS_WRITTEN.compare(other, third) < 0) {
            assertThat(VersionOrder.AS_WRITTEN.compare(one, third)).isNegative();
          }
        }
      }
    }
  }
}
