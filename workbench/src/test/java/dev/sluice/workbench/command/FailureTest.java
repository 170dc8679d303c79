// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailureTest {

  @Test
  void aLineBreakAndTheSpaceAroundItBecomeOneSpace() {
    String message = " a  b \t\r\n\n  c" + (char) 0x2028 + "d" + (char) 0x85 + " e\t f\n";
    assertThat(Failure.line(message)).isEqualTo("a  b c d e\t f");
    assertThat(Failure.line("\n \n")).isEmpty();
  }

  /** A pattern that may begin anywhere in a run of spaces takes minutes for this one. */
  @Test
  void aLongRunOfSpacesTakesNoLongerThanOtherTexts() {
    String message = "a" + " ".repeat(1_000_000) + "b";
    String line = assertTimeout(Duration.ofSeconds(5), () -> Failure.line(message));
    assertThat(line).isEqualTo(message);
  }
}
