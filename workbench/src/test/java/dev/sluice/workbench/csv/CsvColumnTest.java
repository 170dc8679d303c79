// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.csv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvColumnTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "x", "NaN", "Infinity", "-Infinity", "1e999", "1d", "2f", "1,5"})
  void isNoFiniteNumber(String cell) {
    assertThat(Numerals.POINT.value(cell)).isNaN();
  }

  @Test
  void readsNumbers() {
    assertThat(Numerals.POINT.value("-1.5e3")).isEqualTo(-1500.0);
    assertThat(Numerals.POINT.value("7")).isEqualTo(7.0);
    assertThat(Numerals.POINT.value(".25")).isEqualTo(0.25);
  }

  @Test
  void sortsLabelsByCharactersUnlessAllAreWholeNumbers() {
    assertThat(column("b", "a", "10", "9").labels()).containsExactly("10", "9", "a", "b");
    assertThat(column("10", "9", "-1").labels()).containsExactly("-1", "9", "10");
  }

  @Test
  void holdsIndicesIfEveryCellIsOne() {
    assertThat(column("0", "2", "0").holdsIndices(3)).isTrue();
    assertThat(column("0", "3").holdsIndices(3)).isFalse();
    assertThat(column("0", "-1").holdsIndices(3)).isFalse();
    assertThat(column("0", "1.0").holdsIndices(3)).isFalse();
    assertThat(column("0", "").holdsIndices(3)).isFalse();
  }

  @Test
  void remembersWhereTheFirstOddCellIs() {
    CsvColumn column = column("1", "x", "", "y");

    assertThat(column.notNumber()).isEqualTo(new CsvColumn.Place("x", 3));
    assertThat(column.noValue()).isEqualTo(new CsvColumn.Place("", 4));
    assertThat(column.line("y")).isEqualTo(5);
  }

  @Test
  void tellsAThousandLabelsApart() {
    CsvColumn column = new CsvColumn("A", Numerals.POINT, Missing.NONE);
    for (int i = 0; i < Distinct.MAX; i++) {
      column.add("label" + i, i);
    }
    assertThat(column.hasManyLabels()).isFalse();

    column.add("label0", 1_000);
    assertThat(column.hasManyLabels()).isFalse();

    column.add("one more", 1_001);
    assertThat(column.hasManyLabels()).isTrue();
    assertThat(column.labels()).hasSize(Distinct.MAX);
  }

  /** A column whose first cell is on line 2, below the header. */
  private static CsvColumn column(String... cells) {
    CsvColumn column = new CsvColumn("A", Numerals.POINT, Missing.NONE);
    for (int i = 0; i < cells.length; i++) {
      column.add(cells[i], i + 2);
    }
    return column;
  }
}
