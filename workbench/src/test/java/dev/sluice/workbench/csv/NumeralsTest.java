// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.csv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NumeralsTest {
  private static final Numerals COMMA = new Numerals(',');

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "NaN",
        "Infinity",
        "-inf",
        "1e999",
        "1e-999",
        "1d",
        "2f",
        "1,5",
        "0x10",
        "0x1p3",
        " 1",
        "1 ",
        "1_000",
        "٣",
        "１",
        "−1",
        "+",
        ".",
        "e5",
        "1e",
        "1.2.3",
        "--1",
        "1-1"
      })
  void isNoNumber(String cell) {
    assertThat(Numerals.POINT.value(cell)).isNaN();
  }

  @ParameterizedTest
  @CsvSource({
    "-1.5e3,-1500",
    "7,7",
    ".25,.25",
    "+1.,1",
    "0e-999,0",
    "-0.0,-0.0",
    "1E+2,100",
    "007,7",
  })
  void readsDecimalPoints(String cell, double value) {
    assertThat(Numerals.POINT.value(cell)).isEqualTo(value);
  }

  @Test
  void readsDecimalCommas() {
    assertThat(COMMA.value("-1,5e3")).isEqualTo(-1500.0);
    assertThat(COMMA.value("7")).isEqualTo(7.0);
    assertThat(COMMA.value("1.5")).isNaN();
    assertThat(COMMA.why("1.5"))
        .isEqualTo("'1.5' is not a number: --decimal says a comma, this is a point");
    assertThat(COMMA.why("1.234,5"))
        .isEqualTo("'1.234,5' is not a number; separators of thousands must be taken out");
  }

  @ParameterizedTest
  @CsvSource({
    "9007199254740992,true",
    "9007199254740993,false",
    "-9007199254740993,false",
    "10000000000000000000000,true",
    "123456789012345678,false",
    "9007199254740993.5,true"
  })
  void losesNoDigitsOfWholeNumbers(String cell, boolean isNumber) {
    assertThat(Double.isNaN(Numerals.POINT.value(cell))).isNotEqualTo(isNumber);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NA|'NA' is not a number; if it stands for a missing value: --missing NA --on-missing drop",
        "nan|'nan' is not a number; if it stands for a missing value: --missing nan --on-missing drop",
        "?|'?' is not a number; if it stands for a missing value: --missing ? --on-missing drop",
        "1,5|'1,5' is not a number; a decimal comma? --decimal ,",
        "1,234|'1,234' is not a number; a decimal comma (--decimal ,) or a separator of thousands (to be taken out)?",
        "1,234,567|'1,234,567' is not a number; separators of thousands must be taken out",
        "1.234.567|'1.234.567' is not a number; separators of thousands must be taken out",
        "1 234|'1 234' is not a number; separators of thousands must be taken out",
        "inf|'inf' is not a finite number",
        "-Infinity|'-Infinity' is not a finite number",
        "1e400|'1e400' is not a finite number",
        "1e-400|'1e-400' is not 0, but too small for a number of 64 bits",
        "9007199254740993|'9007199254740993' is a whole number beyond 2^53 and would lose digits; if it is an id: --leave-out",
        "2020-01-31|'2020-01-31' is a date or time, not a number; to leave the column out: --leave-out",
        "31.12.2020|'31.12.2020' is a date or time, not a number; to leave the column out: --leave-out",
        "1/2/2020 10:15|'1/2/2020 10:15' is a date or time, not a number; to leave the column out: --leave-out",
        "10:15:30|'10:15:30' is a date or time, not a number; to leave the column out: --leave-out",
        "0xFF|'0xFF' is not a number: it is hexadecimal",
        "5%|'5%' is not a number: it has a unit or a sign beside its number",
        "$5|'$5' is not a number: it has a unit or a sign beside its number",
        "<0.05|'<0.05' is not a number: it has a unit or a sign beside its number",
        "12 kg|'12 kg' is not a number: it has a unit or a sign beside its number",
        "`1.5`|'`1.5`' is not a number: it stands in quotes",
        "\"7\"|'\"7\"' is not a number: it stands in quotes",
        "−1.5|'−1.5' is not a number: it holds the character U+2212",
        "male|'male' is not a number",
      })
  void saysWhyACellIsNoNumber(String cell, String why) {
    assertThat(Numerals.POINT.why(cell)).isEqualTo(why);
  }

  @Test
  void showsWhatCannotBeSeen() {
    assertThat(Cell.shown("1\u00a0000\t\u200b")).isEqualTo("'1U+00A0000U+0009U+200B'");
    assertThat(Cell.shown("x".repeat(41))).isEqualTo("'" + "x".repeat(40) + "...'");
  }
}
