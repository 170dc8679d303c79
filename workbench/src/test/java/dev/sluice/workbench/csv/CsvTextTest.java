// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.workbench.command.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvTextTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void leavesAByteOrderMarkOut(boolean zipped) throws IOException {
    byte[] text = "\uFEFF\"A\",\"B\"\n1,2\n".getBytes(StandardCharsets.UTF_8);

    CsvFile file = CsvFile.of(write(zipped ? zip(text) : text), ',');

    assertThat(file.header()).containsExactly("A", "B");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UTF-16|the file is UTF-16, not UTF-8: iconv -f UTF-16 -t UTF-8",
        "UTF-16LE|the file is UTF-16 without a mark, not UTF-8: iconv -f UTF-16LE -t UTF-8",
        "UTF-16BE|the file is UTF-16 without a mark, not UTF-8: iconv -f UTF-16BE -t UTF-8",
        "ISO-8859-1|line 3 is not UTF-8; if it is Windows-1252 or Latin-1: iconv -f WINDOWS-1252 -t"
            + " UTF-8",
      })
  void namesOtherCharacterSets(String charset, String why) throws IOException {
    Path path = write("A,B\n1,2\nä,3\n4,5\n".getBytes(Charset.forName(charset)));

    refuses(path, path + ": " + why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"scenario_id\": \"x\", \"model_id\": \"y\"}|{",
        "  {}|{",
        "[{\"a\": 1}]|[",
        "[[1, 2], [3, 4]]|[",
      })
  void namesJson(String text, char first) throws IOException {
    Path path = write(text.getBytes(StandardCharsets.UTF_8));
    String why =
        path
            + ": the file holds JSON (its first character is "
            + first
            + "), not CSV, whose first row names the columns";

    refuses(path, why);
    assertThatThrownBy(() -> CsvFile.exact(path)).isInstanceOf(Failure.class).hasMessage(why);
  }

  @Test
  void namesArchivesAndDamage() throws IOException {
    Path workbook = write(new byte[] {'P', 'K', 3, 4, 20, 0});
    refuses(
        workbook,
        workbook
            + ": not a text file but a ZIP archive or an Excel workbook: export it as CSV in UTF-8");
    Path damaged = write("A,B\n1,2\n3,4\0\n".getBytes(StandardCharsets.UTF_8));
    refuses(damaged, damaged + ": line 3 holds a NUL character: not a text file, or a damaged one");
  }

  @ParameterizedTest
  @CsvSource({
    "'<!DOCTYPE html><p>', HTML or XML",
    "'%a\n@RELATION x\n@data\n1,2\n', ARFF",
    "'INSERT INTO t VALUES (1,2);\n', SQL"
  })
  void namesOtherTexts(String text, String kind) throws IOException {
    Path path = write(text.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8));
    refuses(
        path, path + ": the file holds " + kind + ", not CSV, whose first row names the columns");
  }

  @Test
  void namesOtherFilesOfTables() throws IOException {
    byte[] old = new byte[600];
    System.arraycopy(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}, 0, old, 0, 4);
    Path path = write(old);
    refuses(
        path, path + ": not a text file but a workbook of Excel (.xls): export it as CSV in UTF-8");
    Path zeros = write(new byte[600]);
    refuses(zeros, zeros + ": line 1 holds a NUL character: not a text file, or a damaged one");
  }

  @Test
  void refusesWhatCannotBeReadTwice() {
    Path device = Path.of("/dev/null");
    refuses(
        device,
        device + ": not a file but a pipe or a device, which cannot be read twice: save it");
    refuses(Path.of("-"), "-: standard input cannot be read twice: save it to a file");
  }

  private static void refuses(Path path, String why) {
    assertThatThrownBy(() -> CsvScan.of(CsvFile.of(path, ',')))
        .isInstanceOf(Failure.class)
        .hasMessage(why);
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("data.csv"), bytes);
  }

  private static byte[] zip(byte[] bytes) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    }
    return zipped.toByteArray();
  }
}
