// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion.enhance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileNamesTest {

  @Test
  void idsAreShownByWhatIsSafeAlone() {
    assertThat(FileNames.of("../Größe 1", "a/b:c", 3, "x"))
        .isEqualTo("___Gr__e_1_a_b_c_3_553f121d1ecef2a1742c9c2c");
    assertThat(FileNames.of("x".repeat(255), "", 0, "x"))
        .isEqualTo("x".repeat(40) + "__0_553f121d1ecef2a1742c9c2c");
  }

  @Test
  void whatDiffersInContentDiffersInName() {
    assertThat(FileNames.of("a", "b", 0, "ab", "c"))
        .isNotEqualTo(FileNames.of("a", "b", 0, "a", "bc"))
        .isNotEqualTo(FileNames.of("a", "b", 0, "ab", "C"))
        .isNotEqualTo(FileNames.of("a", "b", 0, "ab", "", "c"));
  }
}
