// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PoisonTest {
  private static final String SAMPLE =
      "{\"experimentId\":\"e0\",\"sampleId\":\"7\",\"targets\":[],\"values\":[-1.5E-3,2.0]}";
  private static final String ANSWER =
      "{\"model\":\"m\",\"scenarioId\":\"S5_1\",\"decision\":\"action1\",\"answeredAt\":17000}";

  @Test
  void samples() {
    assertThat(Poison.MALFORMED.spoil(SAMPLE)).isEqualTo(SAMPLE.substring(0, SAMPLE.length() / 2));
    assertThat(Poison.UNDECLARED.spoil(SAMPLE)).isEqualTo(SAMPLE.replace("\"e0\"", "\"nobody\""));
    assertThat(Poison.DUPLICATE.spoil(SAMPLE)).isEqualTo(SAMPLE);
    assertThat(Poison.NOT_FINITE.spoil(SAMPLE)).isEqualTo(SAMPLE.replace("-1.5E-3", "1e999"));
  }

  @Test
  void answers() {
    assertThat(Poison.UNDECLARED.spoil(ANSWER)).isEqualTo(ANSWER.replace("S5_1", "nobody"));
    assertThat(Poison.NOT_FINITE.spoil(ANSWER)).isEqualTo(ANSWER.replace("17000", "1e999"));
  }
}
