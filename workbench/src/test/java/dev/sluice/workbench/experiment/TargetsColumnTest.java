// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Sample;
import dev.sluice.workbench.command.Failure;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TargetsColumnTest {
  @TempDir private Path folder;

  private SampleFile file;

  @BeforeEach
  void placeFile() {
    file = new SampleFile(folder.resolve("fixture.csv"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|",
        "0|",
        "B|B",
        "B;A|B,A",
        "' B ; A ; B '|B,A",
        "1|A",
        "3|3",
        "4|4th",
        "2;1|B,A",
      })
  void readsTargets(String cell, String targets) {
    // The variable named 3 is the third anyway; positions count all four.
    Experiment experiment = SampleFile.continuous("A", "B", "3", "4th");
    CsvSamples samples =
        file.samples("A,B,3,4th,INT\n1,2,3,4,%s\n".formatted(cell), experiment, "INT", "");

    List<String> expected = targets == null ? List.of() : List.of(targets.split(","));
    assertThat(SampleFile.all(samples)).extracting(Sample::getTargets).containsExactly(expected);
    assertThat(samples.ignored("INT")).isEmpty();
  }

  @Test
  void prefersAVariablesNameToAPosition() {
    CsvSamples samples =
        file.samples("2,1,INT\n5,6,1\n", SampleFile.continuous("2", "1"), "INT", "");

    assertThat(SampleFile.all(samples))
        .extracting(Sample::getTargets)
        .containsExactly(List.of("1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "C|'C' is no variable; there are [A, B]",
        "A;|'' is no variable; there are [A, B]",
        "3|3 is no position from 1 to 2",
        "A;0|0 is no position from 1 to 2",
        "-1|'-1' is no variable; there are [A, B]",
      })
  void refusesTargetsThatAreNoVariable(String cell, String why) {
    String text = "A,B,INT\n1,2,0\n1,2,%s\n".formatted(cell);

    assertThatThrownBy(() -> file.samples(text, SampleFile.continuous("A", "B"), "INT", ""))
        .isInstanceOf(Failure.class)
        .hasMessage(file.path() + " line 3, column INT: " + why);
  }

  @Test
  void refusesATargetsColumnThatIsNotThereOrAVariable() {
    assertThatThrownBy(() -> file.samples("A,B\n1,2\n", SampleFile.continuous("A", "B"), "INT", ""))
        .isInstanceOf(Failure.class)
        .hasMessage(file.path() + ": no column INT (--targets-column); there are [A, B]");
    assertThatThrownBy(() -> file.samples("A,B\n1,2\n", SampleFile.continuous("A", "B"), "B", ""))
        .isInstanceOf(Failure.class)
        .hasMessage(file.path() + ": column B (--targets-column) is a variable of the experiment");
  }
}
