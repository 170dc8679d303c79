// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import dev.sluice.workbench.command.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KindsTest {
  private static final Labels NONE = Labels.of(List.of(), null);
  private static final Labels ALL = Labels.of(List.of(), List.of());

  @TempDir private Path folder;

  /** Rows are separated by a blank, the file follows after its first name. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,b 1.5,2.25 2.5,NA 3.25,1.125| line 3, column b: 'NA' is not a number; if it stands for a"
            + " missing value: --missing NA --on-missing drop",
        "a,b 1,0 0,NA 1,1 0,0| line 3, column b: 'NA' is not a number; if it stands for a missing"
            + " value: --missing NA --on-missing drop",
        "a,b 1.5,x 2.5,3.5 3.25,y| line 2, column b: 'x' is not a number",
        "a,b 1,12 2,13 3,x4 4,14| line 4, column b: 'x4' is not a number",
        "a,b 1,inf 2,inf 3,4| line 2, column b: 'inf' is not a finite number",
        "a,b 1,'2,5' 2,'3,5' 3,'4,5'| line 2, column b: '2,5' is not a number; a decimal comma?"
            + " --decimal ,",
        "a,b x,y NA,z x,y z,z| line 3, column a: 'NA' looks like a missing value: --missing NA"
            + " --on-missing drop, or list it among --labels",
        "day,B 2020-01-01,1 2020-01-02,2 2020-01-03,3| line 2, column day: '2020-01-01' is a date or"
            + " time, neither a number nor a category; to leave the column out: --leave-out day",
        "sex,height m,180 f,165 m,175 f,170 f,168|: mixed kinds: column sex holds labels ('m', line"
            + " 2), column height numbers ('180', line 2); variables of an experiment are of one"
            + " kind: --leave-out one, or --categorical height",
        "height,sex 1.80,m 1.65,f|: mixed kinds: column sex holds labels ('m', line 2), column height"
            + " numbers ('1.80', line 2); variables of an experiment are of one kind: --leave-out"
            + " one, or --categorical height",
        "name,x ann,a bob,b cid,a dan,b eve,a| line 2, column name: 'ann' is one of 5 different values"
            + " in 5 rows: names, not categories; to leave the column out: --leave-out name",
        "1.5,2.5 2.5,3.5 3.5,1|: line 1 holds numbers (1.5, 2.5) where names of columns should be; if"
            + " the file names no columns: --no-header or --names A,B,..., else --header",
        "1,2 2,3 3,1|: line 1 holds numbers (1, 2) where names of columns should be; if the file names"
            + " no columns: --no-header or --names A,B,..., else --header",
        "x,1.5 y,2.5|: line 1 holds numbers (x, 1.5) where names of columns should be; if the file"
            + " names no columns: --no-header or --names A,B,..., else --header",
        "2020-01-01,5 2020-01-02,6|: line 1 holds numbers (2020-01-01, 5) where names of columns should"
            + " be; if the file names no columns: --no-header or --names A,B,..., else --header",
        "yes,no no,yes yes,no|: the names on line 1 (yes, no) occur as values in their columns; if the"
            + " file names no columns: --no-header or --names A,B,..., else --header",
        "a,b|: there are no rows below the header",
        "a,b ,1 ,2|: column a holds no value",
      })
  void refusesWhatIsNeitherNumbersNorLabels(String rows, String why) throws IOException {
    CsvScan scan = scan(rows);

    assertThatThrownBy(() -> scan.declaration("e", List.of(), NONE))
        .isInstanceOf(Failure.class)
        .hasMessage(folder.resolve("dirty.csv") + (why.startsWith(":") ? "" : " ") + why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "g low mid high low mid high 7| line 8, column g: '7' is a number among labels; if it is one of"
            + " them, list all in order: --labels",
        "g 0 low mid high low mid high| line 2, column g: '0' is a number among labels; if it is one of"
            + " them, list all in order: --labels",
        "g low mid low 2.5 high low mid low| line 5, column g: '2.5' is a number among labels; if it is"
            + " one of them, list all in order: --labels",
        "low,mid mid,a high,b mid,a low,b mid,a|: the name on line 1, low, occurs as a value in its"
            + " column; if the file names no columns: --no-header or --names A,B,..., else --header",
        "p,b 12%,1 13%,2| line 2, column p: '12%' is not a number: it has a unit or a sign beside its"
            + " number",
        "d,b 01JAN2020,1 02JAN2020,2| line 2, column d: '01JAN2020' is a date or time, neither a number"
            + " nor a category; to leave the column out: --leave-out d",
        "d,b Jan-20,1 Feb-20,2| line 2, column d: 'Jan-20' is a date or time, neither a number nor a"
            + " category; to leave the column out: --leave-out d",
        "a,b 3-days,1 7-days,2 3-days,1|: mixed kinds: column a holds labels ('3-days', line 2), column b"
            + " numbers ('1', line 2); variables of an experiment are of one kind: --leave-out one, or"
            + " --categorical b",
      })
  void makesNoLabelsOfNumbersDatesAndNames(String rows, String why) throws IOException {
    refusesWhatIsNeitherNumbersNorLabels(rows, why);
  }

  @Test
  void seesCategoriesWhereTheyAreSaidToBe() throws IOException {
    CsvScan scan = scan("a,b 0,1 1,2 0,2 1,1 1,1");

    assertThat(scan.declaration("e", List.of(), NONE).getVariables())
        .containsExactly(continuous("a"), continuous("b"));
    assertThat(scan.declaration("e", List.of(), ALL).getVariables())
        .containsExactly(categorical("a", 2), categorical("b", 2));
    assertThat(scan.declaration("e", List.of(), Labels.of(List.of("0,1,2"), null)).getVariables())
        .containsExactly(categorical("a", 3), categorical("b", 3));
    assertThatThrownBy(() -> scan.declaration("e", List.of(), Labels.of(List.of(), List.of("a"))))
        .hasMessageContaining("mixed kinds: column a holds labels ('0', line 2), column b numbers");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,b 0,1.5 1,2 0,2| line 2, column b: '1.5' is a fraction, not a category",
        "a,b 0,1 1,x 0,2| line 3, column b: 'x' is not a number; if these are categories:"
            + " --categorical=b",
        "a,b 0,11 1,12 0,13 1,14 0,15 1,16| line 2, column b: '11' is one of 6 different values in 6"
            + " rows: names, not categories; to leave the column out: --leave-out b",
      })
  void doesNotTakeEverythingForCategories(String rows, String why) throws IOException {
    CsvScan scan = scan(rows);

    assertThatThrownBy(() -> scan.declaration("e", List.of(), ALL))
        .hasMessage(folder.resolve("dirty.csv") + (why.startsWith(":") ? "" : " ") + why);
    assertThat(
            scan.declaration("e", List.of("a"), Labels.of(List.of(), List.of("b"))).getVariables())
        .extracting(Variable::getKind)
        .containsExactly(VariableKind.CATEGORICAL);
  }

  @Test
  void notesWhatMayBeMeantOtherwise() throws IOException {
    assertThat(scan("id,a 1,5 2,7 3,4 4,1 5,0").notes(List.of(), NONE))
        .containsExactly(
            "note: column id counts the rows from 1; if they are row numbers: --leave-out id");
    assertThat(scan("a,b" + " 0,1 1,0 1,1 0,0".repeat(5)).notes(List.of(), NONE))
        .containsExactly(
            "note: all columns hold a few whole numbers from 0 and are taken as continuous; if they"
                + " are categories: --categorical");
    assertThat(scan("a,b" + " 0,1 1,0 1,1 0,0".repeat(5)).notes(List.of(), ALL)).isEmpty();
    assertThat(scan("a,b 1,0 -999.0,5 3.5,7 -999,2").notes(List.of(), NONE))
        .containsExactly(
            "note: column a holds -999.0 (line 3) beside 1.0 to 3.5; if it stands for a missing value:"
                + " --missing=-999.0 --on-missing drop");
    assertThat(scan("id,a 100,5 101,7 102,4 103,1 104,0").notes(List.of(), NONE))
        .containsExactly(
            "note: column id counts the rows from 100; if they are row numbers: --leave-out id");
    assertThat(scan("a,b 5,1 5,2").notes(List.of(), NONE))
        .containsExactly("note: column a holds 5 in every row");
    assertThat(scan("a,b 1,0 99,5 55,7 70,2").notes(List.of(), NONE)).isEmpty();
    assertThat(scan("a,b 1,0 2,5").notes(List.of(), NONE)).isEmpty();
  }

  @Test
  void takesNamesThatOnlyCountAsADataFrameWritesThem() throws IOException {
    assertThat(scan(",0,1 0,1.5,2 1,2.5,3").declaration("e", List.of(), NONE).getVariables())
        .containsExactly(continuous("0"), continuous("1"));
  }

  @Test
  void refusesTheRowNumbersOfADataFrame() throws IOException {
    Path path = Files.writeString(folder.resolve("df.csv"), "Unnamed: 0,A\n0,1.5\n1,2.5\n");

    assertThatThrownBy(() -> CsvScan.of(CsvFile.of(path, ',')).declaration("e", List.of(), NONE))
        .hasMessage(
            path
                + ": column Unnamed: 0 is what pandas calls one without a name, mostly of row numbers:"
                + " --leave-out 'Unnamed: 0'");
  }

  @Test
  void leavesMissingValuesOutOfWhatAColumnHolds() throws IOException {
    Path path = Files.writeString(folder.resolve("m.csv"), "a,b\n1.5,?\n-999.0,2\n3,\n4,5\n");
    Missing missing = new Missing(List.of("?", "-999"), Missing.Policy.DROP, Numerals.POINT);
    CsvScan scan = CsvScan.of(CsvFile.of(path, ','), missing);

    assertThat(scan.declaration("e", List.of(), NONE).getVariables())
        .containsExactly(continuous("a"), continuous("b"));
    assertThat(scan.column(0).missings()).isEqualTo(1);
    assertThat(scan.column(0).least()).isEqualTo(1.5);
    assertThat(scan.column(1).missings()).isEqualTo(2);
  }

  @Test
  void readsHundredsOfColumns() throws IOException {
    String names = IntStream.range(0, 300).mapToObj(i -> "X" + i).collect(Collectors.joining(","));
    String row = IntStream.range(0, 300).mapToObj(i -> i + ".5").collect(Collectors.joining(","));

    assertThat(scan(names + " " + row).declaration("e", List.of(), NONE).getVariables())
        .hasSize(300);
  }

  private CsvScan scan(String rows) throws IOException {
    String text = rows.replace(' ', '\n').replace('\'', '"') + "\n";
    return CsvScan.of(CsvFile.of(Files.writeString(folder.resolve("dirty.csv"), text), ','));
  }

  private static Variable continuous(String name) {
    return new Variable(name, VariableKind.CONTINUOUS, null);
  }

  private static Variable categorical(String name, int categories) {
    return new Variable(name, VariableKind.CATEGORICAL, categories);
  }
}
