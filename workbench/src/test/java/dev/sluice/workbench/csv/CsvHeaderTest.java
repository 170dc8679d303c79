// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.workbench.command.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CsvHeaderTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "a\\tb! line 1: a tab in a name: separated by tabs? --delimiter tab",
        "a,b\\tc! line 1: a tab in a name: separated by tabs? --delimiter tab",
        "a;b! one column, named 'a;b': separated by ';'? --delimiter ';'",
        "a|b! one column, named 'a|b': separated by '|'? --delimiter '|'",
        "a b! one column, named 'a b': separated by spaces? --delimiter ' ' (one each); else"
            + " --header",
        "sep=,! line 1 is no row of names but 'sep=': take it out",
        "# exported! line 1 is no row of names but '# exported': take it out",
      })
  void suggestsAnotherDelimiter(String header, String why) throws IOException {
    Path path = write(header.replace("\\t", "\t") + "\n");

    assertThatThrownBy(() -> CsvFile.of(path, ','))
        .isInstanceOf(Failure.class)
        .hasMessage(path + ": " + why);
  }

  @Test
  void suggestsCommas() throws IOException {
    Path path = write("a,b\n1,2\n");

    assertThatThrownBy(() -> CsvFile.of(path, ';'))
        .hasMessage(path + ": one column, named 'a,b': separated by ','? --delimiter ,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A,B;1,2,|the row ends in a delimiter",
        "A,B;x,1,2|names of rows in a column that has no name?",
        "A,B;1,1.5,2|numbers of rows in a column that has no name? (R: col.names = NA)",
        "A,B;1,5,2,5|decimal commas? they need another delimiter, or quotes, and --decimal ,",
      })
  void saysWhatRowsOfAnotherWidthMayMean(String rows, String why) throws IOException {
    Path path = write(rows.replace(';', '\n'));

    assertThatThrownBy(() -> CsvScan.of(CsvFile.of(path, ',')))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith(path + " line 2: ")
        .hasMessageEndingWith("values, but the header has 2 columns; " + why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A,B;1,'2;3,4|: a quote that opens on line 2 is never closed",
        "A,B;1,'2'x;3,4|: line 2: text behind a closing quote; a quote in a cell is doubled",
      })
  void namesTheLineOfAWrongQuote(String rows, String why) throws IOException {
    Path path = write(rows.replace(';', '\n').replace('\'', '"'));

    assertThatThrownBy(() -> CsvScan.of(CsvFile.of(path, ',')))
        .isInstanceOf(Failure.class)
        .hasMessage(path + why);
  }

  @Test
  void readsFilesThatNameNoColumns() throws IOException {
    Path path = write("1.5,2\n3,4\n");

    CsvFile counted = CsvFile.of(path, dialect(Dialect.FirstRow.VALUES, List.of()));
    assertThat(counted.header()).containsExactly("V1", "V2");
    List<CsvFile.Row> rows = new ArrayList<>();
    counted.forEachRow(rows::add);
    assertThat(rows)
        .containsExactly(
            new CsvFile.Row(1, 1, List.of("1.5", "2")), new CsvFile.Row(2, 2, List.of("3", "4")));
    assertThat(CsvFile.of(path, dialect(Dialect.FirstRow.VALUES, List.of("A", "B"))).header())
        .containsExactly("A", "B");
    assertThatThrownBy(
            () -> CsvFile.of(path, dialect(Dialect.FirstRow.VALUES, List.of("A", "B", "C"))))
        .hasMessage(path + ": --names gives 3, but the first row has 2 values");
  }

  @Test
  void namesNoOptionThatACommandLacks() throws IOException {
    Path semicolons = write("id;text\n1;x\n");
    assertThatThrownBy(() -> CsvFile.exact(semicolons))
        .hasMessage(
            semicolons + ": one column, named 'id;text': separated by ';'? only commas are read");
    Path twice = write("id,id\n1,x\n");
    assertThatThrownBy(() -> CsvFile.exact(twice))
        .hasMessage(twice + ": line 1: two columns are named id");
  }

  @Test
  void takesAwayWhatCannotBeSeenAroundNames() throws IOException {
    assertThat(CsvFile.of(write("\uFEFF\uFEFFA,\u00a0B\u200b \n1,2\n"), ',').header())
        .containsExactly("A", "B");
  }

  @Test
  void takesNamesThatAreSaidToBeOnes() throws IOException {
    Path path = write("1,2\n3,4\n");

    assertThat(CsvFile.of(path, dialect(Dialect.FirstRow.NAMES, List.of())).valuesInHeader())
        .isNull();
    assertThat(CsvFile.of(path, ',').valuesInHeader()).isNotNull();
  }

  private static Dialect dialect(Dialect.FirstRow firstRow, List<String> names) {
    return new Dialect(',', false, Numerals.POINT, firstRow, names);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("data.csv"), text);
  }
}
