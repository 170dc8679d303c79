// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.workbench.command.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CsvFileTest {
  @TempDir private Path folder;

  @Test
  void readsRowsWithTheirNumberAndLine() throws IOException {
    Path path = write("A, B\n1, 2\n\n3,4");

    CsvFile file = CsvFile.of(path, ',');

    assertThat(file.header()).containsExactly("A", "B");
    assertThat(rows(file))
        .containsExactly(
            new CsvFile.Row(1, 2, List.of("1", "2")), new CsvFile.Row(2, 4, List.of("3", "4")));
  }

  @Test
  void countsTheLinesOfQuotedCells() throws IOException {
    Path path = write("\"A\",\"B\"\n\"one\ntwo\",\"x,y\"\n1,2\n");

    assertThat(rows(CsvFile.of(path, ',')))
        .containsExactly(
            new CsvFile.Row(1, 3, List.of("one\ntwo", "x,y")),
            new CsvFile.Row(2, 4, List.of("1", "2")));
  }

  @Test
  void readsWindowsLineEndsAndByteOrderMark() throws IOException {
    Path path = write("\uFEFFA\tB\r\n1\t2\r\n");

    CsvFile file = CsvFile.of(path, '\t');

    assertThat(file.header()).containsExactly("A", "B");
    assertThat(rows(file)).containsExactly(new CsvFile.Row(1, 2, List.of("1", "2")));
  }

  @Test
  void readsGzip() throws IOException {
    Path path = folder.resolve("zipped");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
      out.write("A;B\n1;2\n".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(rows(CsvFile.of(path, ';')))
        .containsExactly(new CsvFile.Row(1, 2, List.of("1", "2")));
  }

  @ParameterizedTest
  @CsvSource({
    "obs.csv,obs",
    "obs.csv.gz,obs",
    "obs.gz,obs",
    "OBS.CSV,OBS",
    "obs.2.csv,obs.2",
    "obs.tsv,obs.tsv",
    "csv,csv"
  })
  void isNamedWithoutFolderAndExtension(String file, String name) throws IOException {
    Path path = Files.writeString(folder.resolve(file), "A\n");

    assertThat(CsvFile.of(path, ',').name()).isEqualTo(name);
  }

  @Test
  void keepsColumnsWithoutName() throws IOException {
    Path path = write("\"\",A,\"\"\n1,2,3\n");

    assertThat(CsvFile.of(path, ',').header()).containsExactly("", "A", "");
  }

  @Test
  void refusesRowsOfAnotherWidth() throws IOException {
    Path path = write("A,B\n1,2\n1,2,3\n");

    assertThatThrownBy(() -> rows(CsvFile.of(path, ',')))
        .isInstanceOf(Failure.class)
        .hasMessage(path + " line 3: 3 values, but the header has 2 columns");
  }

  @Test
  void refusesTwoColumnsOfOneName() throws IOException {
    Path path = write("A,B,A\n");

    assertThatThrownBy(() -> CsvFile.of(path, ','))
        .isInstanceOf(Failure.class)
        .hasMessage(
            path
                + ": line 1: two columns are named A; if the file names no columns: --no-header or"
                + " --names A,B,...");
  }

  @Test
  void refusesAnEmptyFile() throws IOException {
    Path path = write("");

    assertThatThrownBy(() -> CsvFile.of(path, ','))
        .isInstanceOf(Failure.class)
        .hasMessage(path + ": the file is empty; its first row must name the columns");
  }

  @Test
  void refusesAMissingFileAndAFolder() {
    Path missing = folder.resolve("missing.csv");

    assertThatThrownBy(() -> CsvFile.of(missing, ','))
        .isInstanceOf(Failure.class)
        .hasMessage(missing + ": no such file");
    assertThatThrownBy(() -> CsvFile.of(folder, ','))
        .isInstanceOf(Failure.class)
        .hasMessage(folder + ": Is a directory");
  }

  @Test
  void refusesOtherCharacterSets() throws IOException {
    Path path = folder.resolve("latin1.csv");
    Files.write(path, "Größe\n1\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> CsvFile.of(path, ','))
        .isInstanceOf(Failure.class)
        .hasMessage(
            path
                + ": line 1 is not UTF-8; if it is Windows-1252 or Latin-1: iconv -f WINDOWS-1252 -t"
                + " UTF-8");
  }

  @Test
  void refusesAQuoteThatIsNeverClosed() throws IOException {
    Path path = write("A,B\n1,\"2\n3,4\n");

    assertThatThrownBy(() -> rows(CsvFile.of(path, ',')))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith(path + ": ");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("data.csv"), text);
  }

  private static List<CsvFile.Row> rows(CsvFile file) {
    List<CsvFile.Row> rows = new ArrayList<>();
    file.forEachRow(rows::add);
    return rows;
  }
}
