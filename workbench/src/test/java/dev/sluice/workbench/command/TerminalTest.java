// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.command;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private static final Map<String, String> XTERM = Map.of("TERM", "xterm-256color");

  @Test
  void colourNeedsATerminalThatWantsIt() {
    assertThat(Terminal.of(true, XTERM, UTF_8)).isEqualTo(new Terminal(true, true));
    assertThat(Terminal.of(true, XTERM, US_ASCII)).isEqualTo(new Terminal(true, false));
    assertThat(Terminal.of(true, Map.of("TERM", "xterm", "NO_COLOR", "1"), UTF_8))
        .isEqualTo(new Terminal(true, false));
    assertThat(Terminal.of(true, Map.of("TERM", "dumb"), UTF_8))
        .isEqualTo(new Terminal(false, false));
    assertThat(Terminal.of(true, Map.of(), UTF_8)).isEqualTo(new Terminal(false, false));
    assertThat(Terminal.of(false, XTERM, UTF_8)).isEqualTo(new Terminal(false, false));
  }

  @Test
  void framesReplaceEachOtherOnATerminal() {
    Terminal terminal = new Terminal(true, true);

    assertThat(terminal.start()).isEqualTo("\u001b[2J");
    assertThat(terminal.frame(List.of("a", "b")))
        .isEqualTo("\u001b[Ha\u001b[K%nb\u001b[K%n\u001b[J".formatted());
  }

  @Test
  void framesFollowEachOtherElsewhere() {
    Terminal file = new Terminal(false, false);

    assertThat(file.start()).isEmpty();
    assertThat(file.frame(List.of("a", "b"))).isEqualTo("a%nb%n%n".formatted());
  }
}
