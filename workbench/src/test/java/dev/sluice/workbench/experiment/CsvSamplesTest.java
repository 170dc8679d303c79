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
import dev.sluice.workbench.csv.Labels;
import dev.sluice.workbench.csv.Missing;
import dev.sluice.workbench.csv.Numerals;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CsvSamplesTest {
  @TempDir private Path folder;

  private SampleFile file;

  @BeforeEach
  void placeFile() {
    file = new SampleFile(folder.resolve("fixture.csv"));
  }

  @Test
  void findsColumnsByName() {
    CsvSamples samples =
        file.samples("B,extra,A\n2,9,1\n4,9,3\n", SampleFile.continuous("A", "B"), null, "");

    assertThat(SampleFile.all(samples))
        .containsExactly(
            sample("1", List.of(), List.of(1.0, 2.0)), sample("2", List.of(), List.of(3.0, 4.0)));
    assertThat(samples.size()).isEqualTo(2);
    assertThat(samples.ignored(List.of())).containsExactly("extra");
    assertThat(samples.codings()).isEmpty();
  }

  @Test
  void putsThePrefixBeforeTheNumberOfTheRow() {
    CsvSamples samples = file.samples("A\n1\n2\n", SampleFile.continuous("A"), null, "day2-");

    assertThat(SampleFile.all(samples))
        .extracting(Sample::getSampleId)
        .containsExactly("day2-1", "day2-2");
  }

  @Test
  void mapsLabelsInSortedOrderPerColumn() {
    CsvSamples samples = file.samples("A,B\nyes,10\nno,9\nno,a\n", twoVariables(2, 3), null, "");

    assertThat(SampleFile.all(samples))
        .extracting(Sample::getValues)
        .containsExactly(List.of(1.0, 0.0), List.of(0.0, 1.0), List.of(0.0, 2.0));
    assertThat(samples.codings()).containsExactly("A: no=0 yes=1", "B: 10=0 9=1 a=2");
  }

  @Test
  void leavesIndicesThoughNotAllOccur() {
    CsvSamples samples = file.samples("A,B\n2,0\n1,1\n", categorical(3, "A", "B"), null, "");

    assertThat(SampleFile.all(samples))
        .extracting(Sample::getValues)
        .containsExactly(List.of(2.0, 0.0), List.of(1.0, 1.0));
    assertThat(samples.codings())
        .containsExactly("A: numbers from 0 to 2 stay", "B: numbers from 0 to 2 stay");
  }

  @Test
  void refusesToGuessLabelsThatDoNotOccur() {
    assertThatThrownBy(() -> file.samples("A\nyes\nno\n", categorical(3, "A"), null, ""))
        .isInstanceOf(Failure.class)
        .hasMessage(
            file.path()
                + ": column A holds [no, yes], but 3 categories are declared: list them in order,"
                + " --labels A=no,yes,...");
  }

  @Test
  void refusesToGuessWhereWholeNumbersBegin() {
    assertThatThrownBy(() -> file.samples("A\n3\n1\n2\n", categorical(3, "A"), null, ""))
        .isInstanceOf(Failure.class)
        .hasMessage(
            file.path()
                + ": column A holds [1, 2, 3], but 3 categories are declared: list them in order,"
                + " --labels A=1,2,3");
  }

  @Test
  void mapsListedLabelsWhetherTheyOccurOrNot() {
    Labels labels = Labels.of(Map.of("A", "low, mid, high", "B", "1,2,3"));
    CsvSamples samples =
        file.samples("A,B\nhigh,2\nlow,1\n", categorical(3, "A", "B"), null, "", labels);

    assertThat(SampleFile.all(samples))
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

    assertThatThrownBy(() -> file.samples("A\na\nd\n", categorical(3, "A"), null, "", labels))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith(file.path().toString())
        .hasMessageEndingWith(why);
  }

  @Test
  void refusesAFileWithoutAVariable() {
    assertThatThrownBy(() -> file.samples("A,b\n1,2\n", SampleFile.continuous("A", "B"), null, ""))
        .isInstanceOf(Failure.class)
        .hasMessage(
            file.path()
                + ": no column B, a variable of experiment fixture; did you mean b? there are [A, b]");
  }

  @Test
  void refusesWhatIsNoNumber() {
    assertThatThrownBy(
            () -> file.samples("A,B\n1,2\n3,NaN\n", SampleFile.continuous("A", "B"), null, ""))
        .isInstanceOf(Failure.class)
        .hasMessage(
            file.path()
                + " line 3, column B: 'NaN' is not a number; if it stands for a missing value: --missing"
                + " NaN --on-missing drop");
  }

  @Test
  void refusesEmptyCells() {
    assertThatThrownBy(
            () -> file.samples("A,B\n1,2\n,4\n", SampleFile.continuous("A", "B"), null, ""))
        .isInstanceOf(Failure.class)
        .hasMessage(
            file.path()
                + " line 3, column A: the cell is empty; to leave such rows out: --on-missing drop");
    assertThatThrownBy(() -> file.samples("A,B\na,b\nc,\n", categorical(2, "A", "B"), null, ""))
        .isInstanceOf(Failure.class)
        .hasMessage(
            file.path()
                + " line 3, column B: the cell is empty; to leave such rows out: --on-missing drop");
  }

  @Test
  void refusesMoreLabelsThanDeclared() {
    assertThatThrownBy(() -> file.samples("A\na\nc\nb\n", categorical(2, "A"), null, ""))
        .isInstanceOf(Failure.class)
        .hasMessage(
            file.path()
                + " line 3, column A: 'c': the column holds 3 labels, but 2 categories are declared");
  }

  @Test
  void dropsRowsWithoutAValueAndKeepsTheNumbersOfTheOthers() {
    CsvSamples samples =
        file.samples(
            "A,B\n1,?\n2,3\n-999.0,4\n5,6\n",
            SampleFile.continuous("A", "B"),
            new Missing(List.of("?", "-999"), Missing.Policy.DROP, Numerals.POINT));

    assertThat(SampleFile.all(samples))
        .containsExactly(
            sample("2", List.of(), List.of(2.0, 3.0)), sample("4", List.of(), List.of(5.0, 6.0)));
    assertThat(samples.size()).isEqualTo(2);
    assertThat(samples.tally().leftOut())
        .isEqualTo("2 of 4 rows are left out for missing values: A 1, B 1");
  }

  private static Sample sample(String id, List<String> targets, List<Double> values) {
    return new Sample(
        "fixture", id, null, targets, InterventionKind.PERFECT, values, null, null, null);
  }

  private static Experiment categorical(int categories, String... names) {
    return SampleFile.experiment(
        Arrays.stream(names)
            .map(name -> new Variable(name, VariableKind.CATEGORICAL, categories))
            .toList());
  }

  /** An experiment of two categorical variables, A and B. */
  private static Experiment twoVariables(int categoriesOfA, int categoriesOfB) {
    return SampleFile.experiment(
        List.of(
            new Variable("A", VariableKind.CATEGORICAL, categoriesOfA),
            new Variable("B", VariableKind.CATEGORICAL, categoriesOfB)));
  }
}
