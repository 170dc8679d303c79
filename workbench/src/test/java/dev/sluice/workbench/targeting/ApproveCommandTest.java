// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.targeting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.workbench.Console;
import dev.sluice.workbench.Sluice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words that make no sense are one line, before any broker is asked. */
class ApproveCommandTest {
  @Test
  void anIdThatIsNone() {
    assertThat(Console.sluice("approve", "4-0", "--bootstrap=localhost:1"))
        .isEqualTo(
            Console.failed("sluice approve: 4-0: is no decision, which is EXPERIMENT/NUMBER-HASH"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--list",
        "--experiment=lab",
        "--refuse",
        "--refuse --experiment=lab --list",
        "lab/1-0 --experiment=lab --list",
        "lab/1-0 lab/2-0"
      })
  void optionsThatDoNotGoTogether(String options) {
    Console console =
        Console.sluice((Object[]) ("approve --bootstrap=localhost:1 " + options).split(" "));

    assertThat(console.code()).isEqualTo(Sluice.MISUSED);
    assertThat(console.out()).isEmpty();
    assertThat(console.err()).startsWith("sluice approve: ").hasLineCount(1);
  }
}
