// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.csv.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CodingTest {
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
        "A,0;1;NA;1| line 4, column A: 'NA' looks like a missing value: --missing NA --on-missing"
            + " drop, or list it among --labels",
        "A,yes;no;#N/A| line 4, column A: '#N/A' looks like a missing value: --missing '#N/A'"
            + " --on-missing drop, or list it among --labels",
        "A,10 mg;20 mg;10 mg|: column A holds [10 mg, 20 mg], but 3 categories are declared: list them"
            + " in order, --labels 'A=10 mg,20 mg,...'",
        "A,yes;no;?| line 4, column A: '?' looks like a missing value: --missing ? --on-missing drop,"
            + " or list it among --labels",
        "A,0;1;x| line 4, column A: 'x' stands among indices from 0 to 2; if all are labels, list them"
            + " in order: --labels",
        "A,0;0.5;1| line 3, column A: '0.5' is a fraction, not a category; if it is a label, list them"
            + " in order: --labels",
        "A,low;mid;7| line 4, column A: '7' is a number among labels; if it is one of them, list all in"
            + " order: --labels",
        "A,1.0;2.0;3.0|: column A holds [1.0, 2.0, 3.0], but 3 categories are declared: list them in"
            + " order, --labels A=1.0,2.0,3.0",
        "A,1;1.0;2| line 3, column A: '1.0' and '1' are the same number",
      })
  void makesNoCategoryOfAnOddCell(String rows, String why) {
    String text = rows.replace(',', '\n').replace(';', '\n') + "\n";

    assertThatThrownBy(() -> file.samples(text, categorical(3, "A"), null, ""))
        .isInstanceOf(Failure.class)
        .hasMessage(file.path() + (why.startsWith(":") ? "" : " ") + why);
  }

  @Test
  void takesIndicesAsDataFramesWriteThem() {
    CsvSamples samples = file.samples("A,B\n2.0,1\n1.0,0\n", categorical(3, "A", "B"), null, "");

    assertThat(SampleFile.all(samples))
        .extracting(Sample::getValues)
        .containsExactly(List.of(2.0, 1.0), List.of(1.0, 0.0));
  }

  @Test
  void refusesCategoriesOfNumbers() {
    Experiment numbers = SampleFile.continuous("A", "B");

    assertThatThrownBy(
            () -> file.samples("A,B\n1,0\n", numbers, null, "", Labels.of(List.of(), List.of("B"))))
        .hasMessage(file.path() + ": --categorical: variable B is declared continuous");
    assertThatThrownBy(
            () -> file.samples("A,B\n1,0\n", numbers, null, "", Labels.of(List.of("0,1"), null)))
        .hasMessage(file.path() + ": --labels: variable A is declared continuous");
  }

  @Test
  void noticesThatTheFileHasChanged() throws IOException {
    CsvSamples labels = file.samples("A\na\nb\n", categorical(2, "A"), null, "");
    Files.writeString(file.path(), "A\na\nc\n");
    assertThatThrownBy(() -> SampleFile.all(labels))
        .isInstanceOf(Failure.class)
        .hasMessage("column A, line 3: the file has changed since it was checked");

    CsvSamples numbers = file.samples("A\n1\n", SampleFile.continuous("A"), null, "");
    Files.writeString(file.path(), "A\n1\n2\n");
    assertThatThrownBy(() -> SampleFile.all(numbers))
        .isInstanceOf(Failure.class)
        .hasMessage(file.path() + ": the file has grown since it was checked");
  }

  @Test
  void takesALabelThatLooksMissingWhereItIsListed() {
    CsvSamples samples =
        file.samples(
            "A\nNone\nsome\n",
            categorical(2, "A"),
            null,
            "",
            Labels.of(List.of("None,some"), null));

    assertThat(SampleFile.all(samples))
        .extracting(Sample::getValues)
        .containsExactly(List.of(0.0), List.of(1.0));
  }

  @Test
  void namesTheRangeOfValues() {
    assertThatThrownBy(() -> file.samples("A\n1\n-2e100\n", SampleFile.continuous("A"), null, ""))
        .hasMessage(
            file.path()
                + " line 3, column A: '-2e100' is out of range: values go from -1.0E100 to 1.0E100");
  }

  @Test
  void saysOfAllColumnsAtOnceWhichLabelsTheyLack() {
    assertThatThrownBy(
            () -> file.samples("B,A,C\n1,no,0\n3,yes,1\n", categorical(3, "A", "B", "C"), null, ""))
        .hasMessage(
            file.path()
                + ": 2 columns do not hold all of their labels, or whole numbers other than indices:"
                + " list them in order, or all columns' at once by --labels A,B,...: --labels"
                + " B=1,3,... --labels A=no,yes,...");
  }

  @Test
  void showsLabelsOfSeveralLinesInOne() {
    assertThat(file.samples("A\n\"x\ny\"\nz\n", categorical(2, "A"), null, "").codings())
        .containsExactly("A: xU+000Ay=0 z=1");
  }

  @Test
  void readsLabelsOfAllColumnsAndLabelsInQuotes() {
    CsvSamples samples =
        file.samples(
            "A,B\n\"x, y\",hi\nz,lo\n",
            categorical(2, "A", "B"),
            null,
            "",
            Labels.of(List.of("lo,hi", "A=\"x, y\",z"), null));

    assertThat(SampleFile.all(samples))
        .extracting(Sample::getValues)
        .containsExactly(List.of(0.0, 1.0), List.of(1.0, 0.0));
  }

  private static Experiment categorical(int categories, String... names) {
    return SampleFile.experiment(
        Arrays.stream(names)
            .map(name -> new Variable(name, VariableKind.CATEGORICAL, categories))
            .toList());
  }
}
