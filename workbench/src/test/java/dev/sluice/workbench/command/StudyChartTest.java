// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.statistics.Quartiles;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knowm.xchart.style.markers.SeriesMarkers;

final class StudyChartTest {
  @TempDir private Path folder;

  /** Ticks lie where the chart likes, beyond the first point too. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 11, 31, 101})
  void hasAsManyPointsAsThereAre(int size) throws IOException {
    List<Quartiles> quartiles =
        IntStream.range(0, size).mapToObj(i -> Quartiles.of(new double[] {i, i + 1})).toList();
    StudyChart chart =
        new StudyChart(
            "chain",
            "rows",
            "SHD",
            IntStream.range(0, size).mapToObj(i -> "point " + 32 * i).toList(),
            List.of(new StudyChart.Series("git", Color.BLACK, SeriesMarkers.CROSS, quartiles)));
    new StudyFolder(folder).write("chart", chart.draw());
    assertThat(Files.readString(folder.resolve("chart.svg")).strip()).endsWith("</svg>");
    assertThat(folder.resolve("chart.png")).isNotEmptyFile();
  }
}
