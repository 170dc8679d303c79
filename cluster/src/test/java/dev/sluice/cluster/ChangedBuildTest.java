// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChangedBuildTest {

  @Test
  void aFieldIsAddedAndTheOldConstructorStays() {
    assertThat(
            ChangedBuild.withField(
                "public record Kept(\n    Map<String, Long> chosen, long[] at) {\n  void f() {}\n}\n"))
        .isEqualTo(
            """
            public record Kept(Map<String, Long> chosen, long[] at, long addedByTheNextRelease) {
              public Kept(Map<String, Long> chosen, long[] at) { this(chosen, at, 12L); }

              void f() {}
            }
            """);
  }
}
