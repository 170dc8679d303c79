// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.workbench.Console;
import dev.sluice.workbench.Sluice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options that make no sense are one line, before any broker is asked. */
class SimulateSamplesTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          --graph=er:8:x,           "er:8:x: 'x' is not a number of edges per node"
          --graph=ring:8,           "ring:8: 'ring' is not a graph family"
          --mechanisms=categorical, "expected linear-gaussian, categorical:CATEGORIES, dirichlet:CATEGORIES, mlp:CATEGORIES, neural:CATEGORIES or dsdi:CATEGORIES"
          --kind=gentle,            "expected one of [PERFECT, SOFT]"
          """)
  void misuse(String option, String problem) {
    Console console = simulate(option);

    assertThat(console.code()).isEqualTo(Sluice.MISUSED);
    assertThat(console.err().lines()).hasSize(1);
    assertThat(console.err()).contains(option.substring(0, option.indexOf('=')), problem);
  }

  @Test
  void negativeCounts() {
    Console console = simulate("--interventional=-1");

    assertThat(console.code()).isEqualTo(Sluice.FAILED);
    assertThat(console.err().lines())
        .containsExactly("sluice simulate samples: --interventional -1: must be at least 0");
  }

  @Test
  void moreVariablesThanADeclarationTakes() {
    Console console = simulate("--graph=er:201:1");

    assertThat(console)
        .isEqualTo(
            new Console(
                Sluice.MISUSED,
                "",
                "sluice simulate samples: Invalid value for option '--graph': er:201:1: number of"
                    + " nodes must be 1 to 200, not 201; see sluice simulate samples --help%n"
                        .formatted()));
  }

  @Test
  void tablesThatAreTooLarge() {
    Console console = simulate("--graph=collider:15", "--mechanisms=categorical:3");

    assertThat(console.code()).isEqualTo(Sluice.FAILED);
    assertThat(console.err())
        .startsWith("sluice simulate samples: --mechanisms categorical:3: node ")
        .contains("a table of 3^14 rows is larger than 1000000 entries");
  }

  private static Console simulate(String... options) {
    String line =
        "simulate samples --experiment=lab --bootstrap=localhost:1 " + String.join(" ", options);
    if (!line.contains("--graph")) {
      line += " --graph=chain:3";
    }
    if (!line.contains("--mechanisms")) {
      line += " --mechanisms=linear-gaussian";
    }
    return Console.sluice((Object[]) line.split(" "));
  }
}
