// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class NamesTest {
  @Test
  void namesTheNearest() {
    assertThat(Names.known("INT", List.of("A", "IND")))
        .isEqualTo("did you mean IND? there are [A, IND]");
    assertThat(Names.known("targets", List.of("A", "B"))).isEqualTo("there are [A, B]");
    assertThat(Names.known("x", List.of(""))).isEqualTo("there is none");
  }

  @Test
  void cutsALongList() {
    List<String> names = IntStream.range(0, 62).mapToObj(i -> "experiment-" + i).toList();

    assertThat(Names.known("experimant-41", names))
        .isEqualTo(
            "did you mean experiment-41? there are 62: experiment-0, experiment-1, experiment-2,"
                + " experiment-3, experiment-4, experiment-5, experiment-6, experiment-7,"
                + " experiment-8, experiment-9, ...");
  }
}
