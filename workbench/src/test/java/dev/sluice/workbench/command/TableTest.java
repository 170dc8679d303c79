// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.command;

import static dev.sluice.workbench.command.Table.left;
import static dev.sluice.workbench.command.Table.rest;
import static dev.sluice.workbench.command.Table.right;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final Table TABLE =
      Table.of(left(6), right(5), right(3).after(0), rest().after(2));

  @Test
  void textIsLeftAndNumbersAreRight() {
    assertThat(TABLE.row("name", "n", "%", "remark")).isEqualTo("name       n  %  remark");
    assertThat(TABLE.row("a", 12, 3.5, "")).isEqualTo("a         123.5");
  }

  @Test
  void aRowMayEndEarly() {
    assertThat(TABLE.row("a", 12)).isEqualTo("a         12");
    assertThat(TABLE.row("a")).isEqualTo("a");
    assertThat(TABLE.row("", "")).isEmpty();
    assertThat(TABLE.row()).isEmpty();
  }

  @Test
  void rowsMayHaveALabel() {
    Table table = Table.of(left(6), Collections.nCopies(2, right(3)));
    assertThat(table.row("a", List.of("1", "12"))).isEqualTo("a        1  12");
  }

  @Test
  void aLongCellPushesTheOthers() {
    assertThat(TABLE.row("longer than 6", 123_456, 7, "x")).isEqualTo("longer than 6 123456  7  x");
  }

  @Test
  void coloursTakeNoRoom() {
    assertThat(TABLE.row("\u001b[48;5;39mred\u001b[0m", "\u001b[1m12\u001b[0m", 3))
        .isEqualTo("\u001b[48;5;39mred\u001b[0m       \u001b[1m12\u001b[0m  3");
  }

  @Test
  void thereAreNoMoreCellsThanColumns() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Table.of(left(6)).row("a", "b"))
        .withMessage("2 cells, but 1 columns");
  }

  @Test
  void whatIsCutFitsAndSaysSo() {
    assertThat(Table.cut("abcd", 4, "…")).isEqualTo("abcd");
    assertThat(Table.cut("abcde", 4, "…")).isEqualTo("abc…");
    assertThat(Table.cut("abcde", 4, "")).isEqualTo("abcd");
    assertThat(Table.cut("a\n\u001b\u007fb", 5, "…")).isEqualTo("a???b");
  }
}
