// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NaturalKeyTest {

  @Test
  void joinsNames() {
    assertThat(NaturalKey.of("openai/gpt-4", "", "C_001")).isEqualTo("openai/gpt-4||C_001");
  }

  @Test
  void namesThatHoldTheSeparatorStayApart() {
    assertThat(NaturalKey.of("a|b", "c")).isEqualTo("a\\|b|c");
    assertThat(NaturalKey.of("a", "b|c")).isEqualTo("a|b\\|c");
    assertThat(NaturalKey.of("a\\", "b")).isEqualTo("a\\\\|b");
  }

  @Test
  void givesTheNamesBack() {
    for (List<String> names :
        List.of(List.of("a"), List.of("", ""), List.of("a|b", "c\\", ""), List.of("\\|", "|\\|"))) {
      assertThat(NaturalKey.names(NaturalKey.of(names.toArray(String[]::new)))).isEqualTo(names);
    }
  }
}
