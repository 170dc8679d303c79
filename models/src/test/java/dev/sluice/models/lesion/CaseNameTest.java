// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CaseNameTest {
  @Test
  void keysAreOfTheCaseAlone() {
    assertThat(new CaseName("a", "p").caseKey()).isEqualTo(new CaseName("a", "q").caseKey());
    assertThat(new CaseName("a", "p").caseKey()).isNotEqualTo(new CaseName("b", "p").caseKey());
  }

  @Test
  void refusesBlankIds() {
    assertThatThrownBy(() -> new CaseName("", "p"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("case \"\" of patient \"p\": a blank id");
    assertThatThrownBy(() -> new CaseName("c", " ")).isInstanceOf(IllegalArgumentException.class);
  }
}
