// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.csv.CsvFile;
import dev.sluice.workbench.csv.CsvScan;
import dev.sluice.workbench.csv.Labels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files damaged in every way that a seed comes upon are read rightly or refused in words. */
final class DirtyFilesTest {
  private static final Labels NONE = Labels.of(List.of(), null);
  private static final byte[] ALPHABET =
      "0123456789.,;\t\"'-+eEaBN/ \n\r\0#{}[]%\u00e9\uFEFF".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NA",
        "n.a.",
        "NaN",
        "null",
        "None",
        "?",
        "-",
        "inf",
        "-Infinity",
        "1e999",
        "1e-999",
        "1d",
        "0x1F",
        "1_0",
        "12 kg",
        "5%",
        "$5",
        "\"1,5\"",
        "\"1,234\"",
        "1.2.3",
        "2020-01-01",
        "10:30",
        "x",
        "TRUE",
        "٣",
        "−1",
        "9007199254740993",
        "",
        "\"\""
      })
  void noOddCellMakesCategoriesOfNumbers(String odd) throws IOException {
    for (int rows : new int[] {2, 3, 7, 40}) {
      for (int at : new int[] {0, rows / 2, rows - 1}) {
        StringBuilder text = new StringBuilder("A,B\n");
        for (int row = 0; row < rows; row++) {
          text.append(row * 3 + 1).append(',').append(row == at ? odd : row * 2 + 2).append('\n');
        }
        Path path = write(text.toString());

        assertThatThrownBy(() -> read(path))
            .as("%d rows, row %d", rows, at)
            .isInstanceOf(Failure.class)
            .hasMessageStartingWith(path + " line " + (at + 2) + ", column B: ");
      }
    }
  }

  @Test
  void damageIsRefusedInWordsOrIsNone() throws IOException {
    Random random = new Random(7);
    byte[] clean = "A,B,C\n1.5,2,3\n2.5,4,1\n3.5,1,2\n4,5,6\n".getBytes(StandardCharsets.UTF_8);
    int read = 0;
    for (int trial = 0; trial < 500; trial++) {
      byte[] bytes = clean.clone();
      for (int change = random.nextInt(3); change >= 0; change--) {
        bytes[random.nextInt(bytes.length)] = ALPHABET[random.nextInt(ALPHABET.length)];
      }
      Path path = Files.write(folder.resolve("damaged.csv"), bytes);
      try {
        for (Sample sample : read(path)) {
          assertThat(sample.getValues()).allMatch(Double::isFinite);
        }
        read++;
      } catch (Failure failure) {
        assertThat(failure.getMessage()).startsWith(path.toString()).hasSizeLessThan(500);
      }
    }
    assertThat(read).isBetween(30, 350);
  }

  private List<Sample> read(Path path) {
    CsvScan scan = CsvScan.of(CsvFile.of(path, ','));
    Experiment experiment = scan.declaration("e", List.of(), NONE);
    assertThat(experiment.getVariables())
        .extracting(Variable::getKind)
        .containsOnly(VariableKind.CONTINUOUS);
    List<Sample> samples = new ArrayList<>();
    CsvSamples.of(scan, experiment, new TargetsOptions(), "", NONE).forEach(samples::add);
    assertThat(samples).hasSize((int) scan.rows());
    return samples;
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("dirty.csv"), text);
  }
}
