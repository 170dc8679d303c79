// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EdgeMatrixTest {
  @Test
  void plainTable() {
    assertThat(lines(false, "A", "B", "C"))
        .containsExactly(
            "     A    B    C", //
            "A   -    1* .30",
            "B   0    -  .62*",
            "C .07  .20    -");
  }

  @Test
  void longNamesAreNumbered() {
    assertThat(lines(false, "PKA", "temperature", "a name of many, many letters"))
        .containsExactly(
            "                           1    2    3",
            " 1 PKA                    -    1* .30",
            " 2 temperature            0    -  .62*",
            " 3 a name of many, man~ .07  .20    -");
  }

  @Test
  void probableEdgesAreBrighter() {
    assertThat(lines(true, "A", "B", "C"))
        .containsExactly(
            "     A    B    C",
            "A   -  \u001b[48;5;39m  1*\u001b[0m \u001b[48;5;24m.30 \u001b[0m",
            "B   0    -  \u001b[48;5;25m.62*\u001b[0m",
            "C \u001b[48;5;236m.07 \u001b[0m \u001b[48;5;236m.20 \u001b[0m   -");
  }

  @Test
  void probabilitiesTakeThreeCharacters() {
    assertThat(EdgeMatrix.digits(0)).isEqualTo("0");
    assertThat(EdgeMatrix.digits(-1e-17)).isEqualTo("0");
    assertThat(EdgeMatrix.digits(0.0049)).isEqualTo("0");
    assertThat(EdgeMatrix.digits(0.0051)).isEqualTo(".01");
    assertThat(EdgeMatrix.digits(0.5)).isEqualTo(".50");
    assertThat(EdgeMatrix.digits(0.9949)).isEqualTo(".99");
    assertThat(EdgeMatrix.digits(0.9951)).isEqualTo("1");
    assertThat(EdgeMatrix.digits(1)).isEqualTo("1");
  }

  private static List<String> lines(boolean shaded, String a, String b, String c) {
    return EdgeMatrix.lines(
        List.of(a, b, c),
        List.of(List.of(0.0, 0.9981, 0.304), List.of(0.0004, 0.0, 0.62), List.of(0.071, 0.2, 0.0)),
        List.of(List.of(a, b), List.of(b, c)),
        shaded);
  }
}
