// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NotesTest {
  private static final Labels NONE = Labels.of(List.of(), null);

  @TempDir private Path folder;

  @Test
  void notesCodesBesideMeasurements() throws IOException {
    assertThat(scan("sex,a,arm" + " 0,1.5,1 1,2.5,2 1,0.5,3".repeat(5)).notes(List.of(), NONE))
        .containsExactly(
            "note: 2 of 3 columns hold a few whole numbers (sex: 0, 1; arm: 1, 2, 3) and are taken as"
                + " continuous like the others; if they are categories, no variables beside"
                + " measurements: --leave-out");
    assertThat(scan("a,b" + " 1,2 2,1".repeat(3)).notes(List.of(), NONE))
        .containsExactly(
            "note: all columns hold a few whole numbers and are taken as continuous; if they are"
                + " categories: --categorical");
  }

  @Test
  void notesTimes() throws IOException {
    String rising =
        IntStream.range(0, 20)
            .mapToObj(i -> " " + (20_200_101 + i * i))
            .collect(Collectors.joining());
    assertThat(scan("day" + rising).notes(List.of(), NONE))
        .containsExactly(
            "note: column day rises from row to row; if it holds times or dates, no variable:"
                + " --leave-out day");
    assertThat(scan("day" + rising + " 3").notes(List.of(), NONE)).isEmpty();
  }

  @Test
  void notesOddLabels() throws IOException {
    String rows = " low mid high".repeat(7);
    assertThat(scan("g" + rows + " Low Low").notes(List.of(), NONE))
        .containsExactly(
            "note: column g holds 'Low' (first on line 23) and 'low' (line 2), which count as two"
                + " labels");
    assertThat(scan("g" + rows + " hihg").notes(List.of(), NONE))
        .containsExactly("note: column g holds the label 'hihg' only once, on line 23");
    assertThat(scan("g" + rows + " Gr\u00fcn Gru\u0308n").notes(List.of(), NONE))
        .hasSize(2)
        .last()
        .asString()
        .endsWith("(line 23), which count as two labels");
    assertThat(scan("g" + rows).notes(List.of(), NONE)).isEmpty();
    assertThat(scan("g" + rows + " Low").notes(List.of(), Labels.of(List.of("Low,low"), null)))
        .isEmpty();
  }

  /** Rows are separated by a blank. */
  private CsvScan scan(String rows) throws IOException {
    String text = rows.replace(' ', '\n') + "\n";
    return CsvScan.of(CsvFile.of(Files.writeString(folder.resolve("odd.csv"), text), ','));
  }
}
