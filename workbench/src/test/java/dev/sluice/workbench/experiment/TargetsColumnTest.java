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
    assertThat(samples.ignored(List.of("INT"))).isEmpty();
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
        "\"A,B\"|'A,B' is no variable; several are joined by ';'",
        "AB|'AB' is no variable; did you mean A? there are [A, B]",
        "1.0|'1.0' is no variable; there are [A, B]",
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0,1,2|0|'0' is ambiguous: the variable 0, or no target; --targets-by names or positions says"
            + " which",
        "0,1,2|3|'3' is no variable; there are [0, 1, 2]",
        "A;B,A,B|A;B|'A;B' is ambiguous: [A, B] or [A;B]; --targets-columns, a column per variable, is"
            + " not",
        "A;B,B;A,A,B|A;B;A|'A;B;A' is ambiguous: [A, B, A] or [A, B;A]; --targets-columns, a column"
            + " per variable, is not",
      })
  void refusesWhatCanBeReadInTwoWays(String names, String cell, String why) {
    String[] variables = names.split(",");
    String text = "%s,INT\n%s,%s\n".formatted(names, names.replaceAll("[^,]+", "1"), cell);

    assertThatThrownBy(() -> file.samples(text, SampleFile.continuous(variables), "INT", ""))
        .isInstanceOf(Failure.class)
        .hasMessage(file.path() + " line 2, column INT: " + why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0,1,2|''|",
        "0,1,2|1|1",
        "0,1,2|2;1|2,1",
        "A;B,A,C|A;B|A;B",
        "A;B,A,C|A;B;C|A;B,C",
        "A;B,A,B|A|A",
        "1,2,3|0|",
        "1,2,3|3|3",
      })
  void readsNamesThatLookLikeSomethingElse(String names, String cell, String targets) {
    String text = "%s,INT\n%s,%s\n".formatted(names, names.replaceAll("[^,]+", "1"), cell);

    CsvSamples samples = file.samples(text, SampleFile.continuous(names.split(",")), "INT", "");

    assertThat(SampleFile.all(samples))
        .extracting(Sample::getTargets)
        .containsExactly(targets == null ? List.of() : List.of(targets.split(",")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NAMES|0|0",
        "NAMES|1|1",
        "NAMES|''|",
        "POSITIONS|0|",
        "POSITIONS|1|0",
        "POSITIONS|3;2|2,1",
      })
  void readsNumbersAsItIsTold(String by, String cell, String targets) {
    CsvSamples samples =
        file.with(
            "0,1,2,INT\n1,1,1,%s\n".formatted(cell),
            SampleFile.continuous("0", "1", "2"),
            "--targets-column=INT",
            "--targets-by=" + by);

    assertThat(SampleFile.all(samples))
        .extracting(Sample::getTargets)
        .containsExactly(targets == null ? List.of() : List.of(targets.split(",")));
  }

  @Test
  void namesTheNearestColumn() {
    assertThatThrownBy(
            () -> file.samples("A,B,INT\n1,2,\n", SampleFile.continuous("A", "B"), "IND", ""))
        .hasMessage(
            file.path()
                + ": no column IND (--targets-column); did you mean INT? there are [A, B, INT]");
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
