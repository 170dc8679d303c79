// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.InterventionKind;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.csv.CsvFile;
import dev.sluice.workbench.csv.CsvScan;
import dev.sluice.workbench.csv.Labels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvSamplesTest {
  @TempDir private Path folder;

  @Test
  void findsColumnsByName() {
    CsvSamples samples = samples("B,extra,A\n2,9,1\n4,9,3\n", continuous("A", "B"), null, "");

    assertThat(all(samples))
        .containsExactly(
            sample("1", List.of(), List.of(1.0, 2.0)), sample("2", List.of(), List.of(3.0, 4.0)));
    assertThat(samples.size()).isEqualTo(2);
    assertThat(samples.ignored(null)).containsExactly("extra");
    assertThat(samples.codings()).isEmpty();
  }

  @Test
  void putsThePrefixBeforeTheNumberOfTheRow() {
    CsvSamples samples = samples("A\n1\n2\n", continuous("A"), null, "day2-");

    assertThat(all(samples)).extracting(Sample::getSampleId).containsExactly("day2-1", "day2-2");
  }

  @Test
  void mapsLabelsInSortedOrderPerColumn() {
    CsvSamples samples = samples("A,B\nyes,10\nno,9\nno,a\n", twoVariables(2, 3), null, "");

    assertThat(all(samples))
        .extracting(Sample::getValues)
        .containsExactly(List.of(1.0, 0.0), List.of(0.0, 1.0), List.of(0.0, 2.0));
    assertThat(samples.codings()).containsExactly("A: no=0 yes=1", "B: 10=0 9=1 a=2");
  }

  @Test
  void leavesIndicesThoughNotAllOccur() {
    CsvSamples samples = samples("A,B\n2,0\n1,1\n", categorical(3, "A", "B"), null, "");

    assertThat(all(samples))
        .extracting(Sample::getValues)
        .containsExactly(List.of(2.0, 0.0), List.of(1.0, 1.0));
    assertThat(samples.codings())
        .containsExactly("A: numbers from 0 to 2 stay", "B: numbers from 0 to 2 stay");
  }

  @Test
  void refusesToGuessLabelsThatDoNotOccur() {
    assertThatThrownBy(() -> samples("A\nyes\nno\n", categorical(3, "A"), null, ""))
        .isInstanceOf(Failure.class)
        .hasMessage(
            file()
                + ": column A holds [no, yes], but 3 categories are declared: list them in order,"
                + " --labels A=no,yes,...");
  }

  @Test
  void refusesToGuessWhereWholeNumbersBegin() {
    assertThatThrownBy(() -> samples("A\n3\n1\n2\n", categorical(3, "A"), null, ""))
        .isInstanceOf(Failure.class)
        .hasMessage(
            file()
                + ": column A holds [1, 2, 3], but 3 categories are declared: list them in order,"
                + " --labels A=1,2,3");
  }

  @Test
  void mapsListedLabelsWhetherTheyOccurOrNot() {
    Labels labels = Labels.of(Map.of("A", "low, mid, high", "B", "1,2,3"));
    CsvSamples samples =
        samples("A,B\nhigh,2\nlow,1\n", categorical(3, "A", "B"), null, "", labels);

    assertThat(all(samples))
        .extracting(Sample::getValues)
        .containsExactly(List.of(2.0, 1.0), List.of(0.0, 0.0));
    assertThat(samples.codings()).containsExactly("A: low=0 mid=1 high=2", "B: 1=0 2=1 3=2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A=a,b,c|line 3, column A: 'd' is not one of --labels [a, b, c]",
        "A=a,d|: column A: --labels lists 2, 3 categories are declared, the file holds 2",
        "C=a,d,e|: no column C (--labels); there are [A]",
      })
  void refusesListedLabelsThatDoNotFit(String option, String why) {
    Labels labels = Labels.of(Map.of(option.substring(0, 1), option.substring(2)));

    assertThatThrownBy(() -> samples("A\na\nd\n", categorical(3, "A"), null, "", labels))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith(file().toString())
        .hasMessageEndingWith(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,,b", "a,b,a", ""})
  void refusesListsThatMakeNoSense(String text) {
    assertThatThrownBy(() -> Labels.of(Map.of("A", text)))
        .isInstanceOf(Failure.class)
        .hasMessage("--labels A=" + text + ": a label is empty or given twice");
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
    Experiment experiment = continuous("A", "B", "3", "4th");
    CsvSamples samples =
        samples("A,B,3,4th,INT\n1,2,3,4,%s\n".formatted(cell), experiment, "INT", "");

    List<String> expected = targets == null ? List.of() : List.of(targets.split(","));
    assertThat(all(samples)).extracting(Sample::getTargets).containsExactly(expected);
    assertThat(samples.ignored("INT")).isEmpty();
  }

  @Test
  void prefersAVariablesNameToAPosition() {
    CsvSamples samples = samples("2,1,INT\n5,6,1\n", continuous("2", "1"), "INT", "");

    assertThat(all(samples)).extracting(Sample::getTargets).containsExactly(List.of("1"));
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

    assertThatThrownBy(() -> samples(text, continuous("A", "B"), "INT", ""))
        .isInstanceOf(Failure.class)
        .hasMessage(file() + " line 3, column INT: " + why);
  }

  @Test
  void refusesATargetsColumnThatIsNotThereOrAVariable() {
    assertThatThrownBy(() -> samples("A,B\n1,2\n", continuous("A", "B"), "INT", ""))
        .isInstanceOf(Failure.class)
        .hasMessage(file() + ": no column INT (--targets-column); there are [A, B]");
    assertThatThrownBy(() -> samples("A,B\n1,2\n", continuous("A", "B"), "B", ""))
        .isInstanceOf(Failure.class)
        .hasMessage(file() + ": column B (--targets-column) is a variable of the experiment");
  }

  @Test
  void refusesAFileWithoutAVariable() {
    assertThatThrownBy(() -> samples("A,b\n1,2\n", continuous("A", "B"), null, ""))
        .isInstanceOf(Failure.class)
        .hasMessage(file() + ": no column B, a variable of experiment fixture; there are [A, b]");
  }

  @Test
  void refusesWhatIsNoNumber() {
    assertThatThrownBy(() -> samples("A,B\n1,2\n3,NaN\n", continuous("A", "B"), null, ""))
        .isInstanceOf(Failure.class)
        .hasMessage(file() + " line 3, column B: 'NaN' is not a finite number");
  }

  @Test
  void refusesEmptyCells() {
    assertThatThrownBy(() -> samples("A,B\n1,2\n,4\n", continuous("A", "B"), null, ""))
        .isInstanceOf(Failure.class)
        .hasMessage(file() + " line 3, column A: the cell is empty");
    assertThatThrownBy(() -> samples("A,B\na,b\nc,\n", categorical(2, "A", "B"), null, ""))
        .isInstanceOf(Failure.class)
        .hasMessage(file() + " line 3, column B: the cell is empty");
  }

  @Test
  void refusesMoreLabelsThanDeclared() {
    assertThatThrownBy(() -> samples("A\na\nc\nb\n", categorical(2, "A"), null, ""))
        .isInstanceOf(Failure.class)
        .hasMessage(file() + " line 3, column A: 3 labels, but 2 categories are declared");
  }

  private CsvSamples samples(
      String text, Experiment experiment, String targetsColumn, String idPrefix) {
    return samples(text, experiment, targetsColumn, idPrefix, Labels.of(Map.of()));
  }

  private CsvSamples samples(
      String text, Experiment experiment, String targetsColumn, String idPrefix, Labels labels) {
    try {
      Files.writeString(file(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return CsvSamples.of(
        CsvScan.of(CsvFile.of(file(), ',')), experiment, targetsColumn, idPrefix, labels);
  }

  private Path file() {
    return folder.resolve("fixture.csv");
  }

  private static List<Sample> all(CsvSamples samples) {
    List<Sample> all = new ArrayList<>();
    samples.forEach(all::add);
    return all;
  }

  private static Sample sample(String id, List<String> targets, List<Double> values) {
    return new Sample(
        "fixture", id, null, targets, InterventionKind.PERFECT, values, null, null, null);
  }

  private static Experiment continuous(String... names) {
    return experiment(
        Arrays.stream(names)
            .map(name -> new Variable(name, VariableKind.CONTINUOUS, null))
            .toList());
  }

  private static Experiment categorical(int categories, String... names) {
    return experiment(
        Arrays.stream(names)
            .map(name -> new Variable(name, VariableKind.CATEGORICAL, categories))
            .toList());
  }

  /** An experiment of two categorical variables, A and B. */
  private static Experiment twoVariables(int categoriesOfA, int categoriesOfB) {
    return experiment(
        List.of(
            new Variable("A", VariableKind.CATEGORICAL, categoriesOfA),
            new Variable("B", VariableKind.CATEGORICAL, categoriesOfB)));
  }

  private static Experiment experiment(List<Variable> variables) {
    return Experiment.newBuilder().setExperimentId("fixture").setVariables(variables).build();
  }
}
