// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatelyTest {

  @Test
  void theArgumentNotAskedForTheLongestIsForgotten() {
    List<String> computed = new ArrayList<>();
    Lately<String, Integer> lengths =
        new Lately<>(
            2,
            text -> {
              computed.add(text);
              return text.length();
            });
    for (String text : List.of("a", "bb", "a", "ccc", "a", "bb")) {
      assertThat(lengths.of(text)).isEqualTo(text.length());
    }
    assertThat(computed).containsExactly("a", "bb", "ccc", "bb");
  }
}
