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
import org.junit.jupiter.params.provider.ValueSource;

final class TargetsOptionsTest {
  private static final Experiment EXPERIMENT = SampleFile.continuous("A", "B", "A_B");

  @TempDir private Path folder;

  private SampleFile file;

  @BeforeEach
  void placeFile() {
    file = new SampleFile(folder.resolve("fixture.csv"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "do_A,do_B,do_A_B",
        "do_*",
        "do_A=A,do_B=B,do_A_B=A_B",
        "do_A,do_B=B,do_A_B",
      })
  void readsAnIndicatorForEveryVariable(String columns) {
    CsvSamples samples =
        file.with(
            "A,B,A_B,do_A,do_B,do_A_B\n1,2,3,0,0,0\n1,2,3,1,0,0\n1,2,3,0.0,1.0,0\n1,2,3,True,0,1\n",
            EXPERIMENT,
            "--targets-columns=" + columns);

    assertThat(SampleFile.all(samples))
        .extracting(Sample::getTargets)
        .containsExactly(List.of(), List.of("A"), List.of("B"), List.of("A", "A_B"));
    assertThat(samples.tally().kinds()).isEqualTo("1 observational, 3 interventional");
    assertThat(samples.tally().targets()).isEqualTo("A 1, A;A_B 1, B 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "do_A=A,x=B|A,A_B,B,do_A,x|",
        "do(A)|A,A_B,B,do(A)|",
        "A.1|A,A_B,B,A.1|",
        "A|A,A_B,B|--targets-columns A: the column holds the values of a variable",
        "do_C|A,A_B,B,do_A|--targets-columns do_C: no column do_C; did you mean do_A? there are [A,"
            + " A_B, B, do_A]",
        "do_A=C|A,A_B,B,do_A|--targets-columns do_A=C: no variable C; there are [A, B, A_B]",
        "I1|A,A_B,B,I1|--targets-columns I1: which variable is meant? --targets-columns I1=VARIABLE",
        "A_to_B|A,A_B,B,A_to_B|--targets-columns A_to_B: which variable is meant? --targets-columns"
            + " A_to_B=VARIABLE",
        "x*|A,A_B,B|--targets-columns x*: no such column of any variable",
        "do_*|A,A_B,B,do_A,do_Z|--targets-columns do_*: column do_Z: no variable Z; there are [A, B,"
            + " A_B]",
        "do_A,do_A=B|A,A_B,B,do_A|--targets-columns do_A=B: its column is given twice",
      })
  void findsTheVariableOfAnIndicator(String columns, String header, String why) {
    String text = header + "\n" + header.replaceAll("[^,]+", "1") + "\n";
    if (why == null) {
      assertThat(file.with(text, EXPERIMENT, "--targets-columns=" + columns).size()).isOne();
    } else {
      assertThatThrownBy(() -> file.with(text, EXPERIMENT, "--targets-columns=" + columns))
          .isInstanceOf(Failure.class)
          .hasMessage(file.path() + ": " + why);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "NA", "", "yes"})
  void refusesAnIndicatorThatIsNoTruthValue(String cell) {
    String text = "A,B,A_B,do_A\n1,2,3,%s\n".formatted(cell);

    assertThatThrownBy(() -> file.with(text, EXPERIMENT, "--targets-columns=do_A"))
        .hasMessage(
            file.path()
                + " line 2, column do_A: '%s' is neither 0 nor 1 (--targets-columns)"
                    .formatted(cell));
  }

  @Test
  void takesTheTargetsOfAWholeFile() {
    String text = "A,B,A_B\n1,2,3\n4,5,6\n";

    assertThat(SampleFile.all(file.with(text, EXPERIMENT, "--targets=A_B,A")))
        .extracting(Sample::getTargets)
        .containsExactly(List.of("A_B", "A"), List.of("A_B", "A"));
    assertThat(SampleFile.all(file.with(text, EXPERIMENT, "--targets=none")))
        .extracting(Sample::getTargets)
        .containsExactly(List.of(), List.of());
    CsvSamples unknown = file.with(text, EXPERIMENT, "--targets=unknown");
    assertThat(SampleFile.all(unknown)).extracting(Sample::getTargets).containsExactly(null, null);
    assertThat(unknown.tally().kinds())
        .isEqualTo("0 observational, 0 interventional, 2 of unknown targets");
    assertThatThrownBy(() -> file.with(text, EXPERIMENT, "--targets=A,C"))
        .hasMessage("--targets A,C: 'C' is no variable; there are [A, B, A_B]");
    assertThatThrownBy(
            () -> file.with("unknown\n1\n", SampleFile.continuous("unknown"), "--targets=unknown"))
        .hasMessage("--targets unknown is ambiguous: a variable has this name");
  }

  @Test
  void readsRegimes() {
    String text = "A,B,A_B,phase\n1,2,3,before\n4,5,6,\n7,8,9,after\n";
    CsvSamples samples = file.with(text, EXPERIMENT, "--targets=unknown", "--regime-column=phase");

    assertThat(SampleFile.all(samples))
        .extracting(Sample::getRegime)
        .containsExactly("before", null, "after");
    assertThat(samples.tally().regimes()).isEqualTo("after 1, before 1");
    assertThat(SampleFile.all(file.with(text, EXPERIMENT, "--regime=day 2")))
        .extracting(Sample::getRegime)
        .containsOnly("day 2");
    assertThatThrownBy(() -> file.with(text, EXPERIMENT, "--regime-column=fase"))
        .hasMessageStartingWith(
            file.path() + ": no column fase (--regime-column); did you mean phase? there are");
    assertThatThrownBy(() -> file.with(text, EXPERIMENT, "--regime-column=B"))
        .hasMessage(file.path() + ": column B (--regime-column) is a variable of the experiment");
  }
}
