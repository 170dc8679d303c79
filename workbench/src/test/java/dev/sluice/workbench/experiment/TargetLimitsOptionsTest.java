// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.schemas.Experiment;
import dev.sluice.workbench.command.Failure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Limits of interventions that options add to a declaration. */
class TargetLimitsOptionsTest {
  private static final Experiment PLAIN = SampleFile.continuous("A", "B", "C", "D");

  @Test
  void allOfThem() {
    assertThat(
            limited(
                PLAIN,
                "--target-costs=A=10,B=2.5",
                "--forbidden-targets=A,B",
                "--only-targets=C,D",
                "--target-budget=500"))
        .isEqualTo(
            Experiment.newBuilder(PLAIN)
                .setTargetCosts(Map.of("A", 10.0, "B", 2.5))
                .setForbiddenTargets(List.of("A", "B"))
                .setOnlyTargets(List.of("C", "D"))
                .setTargetBudget(500.0)
                .build());
  }

  @Test
  void noneOfThem() {
    assertThat(limited(PLAIN)).isEqualTo(PLAIN);
    assertThat(options().given()).isNull();
  }

  @Test
  void eachAloneLeavesTheOthersUnsaid() {
    assertThat(limited(PLAIN, "--target-costs=D=1e-3"))
        .isEqualTo(Experiment.newBuilder(PLAIN).setTargetCosts(Map.of("D", .001)).build());
    assertThat(limited(PLAIN, "--forbidden-targets=C"))
        .isEqualTo(Experiment.newBuilder(PLAIN).setForbiddenTargets(List.of("C")).build());
    assertThat(limited(PLAIN, "--only-targets=D,A"))
        .isEqualTo(Experiment.newBuilder(PLAIN).setOnlyTargets(List.of("D", "A")).build());
    assertThat(limited(PLAIN, "--target-budget=0"))
        .isEqualTo(Experiment.newBuilder(PLAIN).setTargetBudget(0.0).build());
    assertThat(options("--target-budget=0").given()).isEqualTo("--target-budget");
  }

  @Test
  void optionsTakeThePlaceOfFieldsAndLeaveTheDeclarationAsItIs() {
    Experiment declared =
        Experiment.newBuilder(PLAIN)
            .setTargetCosts(Map.of("A", 3.0, "B", 4.0))
            .setForbiddenTargets(List.of("C"))
            .setTargetBudget(9.0)
            .build();
    Experiment before = Experiment.newBuilder(declared).build();

    assertThat(limited(declared, "--target-costs=B=5", "--target-budget=10"))
        .isEqualTo(
            Experiment.newBuilder(declared)
                .setTargetCosts(Map.of("B", 5.0))
                .setTargetBudget(10.0)
                .build());
    assertThat(declared).isEqualTo(before);
  }

  @Test
  void mayBeGivenInParts() {
    assertThat(
            limited(
                PLAIN,
                "--target-costs",
                "A=1",
                "--only-targets=A",
                "--target-costs",
                "B=2",
                "--only-targets=B"))
        .isEqualTo(
            Experiment.newBuilder(PLAIN)
                .setTargetCosts(Map.of("A", 1.0, "B", 2.0))
                .setOnlyTargets(List.of("A", "B"))
                .build());
    assertFails("--target-costs: 'A' is given twice", "--target-costs=A=1", "--target-costs=A=1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --target-costs=A          | --target-costs: 'A' is not NAME=COST
          --target-costs=           | --target-costs: '' is not NAME=COST
          --target-costs=A=1,       | --target-costs: '' is not NAME=COST
          --target-costs=A=2,5      | --target-costs: '5' is not NAME=COST; a comma separates variables, the decimal mark is a point
          --target-costs==5         | --target-costs: '' is no variable; there are [A, B, C, D]
          --target-costs=AA=5       | --target-costs: 'AA' is no variable; did you mean A? there are [A, B, C, D]
          --target-costs=A=         | --target-costs: the cost of 'A' must be a number above 0, is ''
          --target-costs=A=0        | --target-costs: the cost of 'A' must be a number above 0, is '0'
          --target-costs=A=-0.0     | --target-costs: the cost of 'A' must be a number above 0, is '-0.0'
          --target-costs=A=-1       | --target-costs: the cost of 'A' must be a number above 0, is '-1'
          --target-costs=A=NaN      | --target-costs: the cost of 'A' must be a number above 0, is 'NaN'
          --target-costs=A=Infinity | --target-costs: the cost of 'A' must be a number above 0, is 'Infinity'
          --target-costs=A=1e999    | --target-costs: the cost of 'A' must be a number above 0, is '1e999'
          --target-costs=A=1e-999   | --target-costs: the cost of 'A' must be a number above 0, is '1e-999'
          --target-costs=A=10d      | --target-costs: the cost of 'A' must be a number above 0, is '10d'
          --target-costs=A=0x10     | --target-costs: the cost of 'A' must be a number above 0, is '0x10'
          --target-costs=A=1 000    | --target-costs: the cost of 'A' must be a number above 0, is '1 000'
          --target-costs=A=B        | --target-costs: the cost of 'A' must be a number above 0, is 'B'
          --target-costs=A=1,A=1    | --target-costs: 'A' is given twice
          --forbidden-targets=      | --forbidden-targets: '' is no variable; there are [A, B, C, D]
          --forbidden-targets=A;B   | --forbidden-targets: 'A;B' is no variable; did you mean A? there are [A, B, C, D]
          --forbidden-targets=none  | --forbidden-targets: 'none' is no variable; there are [A, B, C, D]
          --forbidden-targets=B,B   | --forbidden-targets: 'B' is given twice
          --only-targets=a          | --only-targets: 'a' is no variable; did you mean A? there are [A, B, C, D]
          --only-targets=A,,B       | --only-targets: '' is no variable; there are [A, B, C, D]
          --only-targets=D,D        | --only-targets: 'D' is given twice
          --target-budget=          | --target-budget: '' is not a number of at least 0
          --target-budget=-5        | --target-budget: '-5' is not a number of at least 0
          --target-budget=much      | --target-budget: 'much' is not a number of at least 0
          --target-budget=inf       | --target-budget: 'inf' is not a number of at least 0
          --target-budget=1,5       | --target-budget: '1,5' is not a number of at least 0
          --target-budget=1e309     | --target-budget: '1e309' is not a number of at least 0
          """)
  void mistakes(String option, String message) {
    assertFails(message, option);
  }

  @Test
  void noVariableIsForbiddenAndOneOfTheOnlyOnes() {
    Experiment forbidden = Experiment.newBuilder(PLAIN).setForbiddenTargets(List.of("C")).build();
    Experiment only = Experiment.newBuilder(PLAIN).setOnlyTargets(List.of("C")).build();

    assertFails(
        "--forbidden-targets: 'C' is one of --only-targets too",
        "--forbidden-targets=A,C",
        "--only-targets=B,C");
    assertFails(
        forbidden, "--only-targets: 'C' is one of forbiddenTargets too", "--only-targets=C");
    assertFails(
        only, "--forbidden-targets: 'C' is one of onlyTargets too", "--forbidden-targets=C");
    assertThat(limited(forbidden, "--only-targets=C", "--forbidden-targets=D").getOnlyTargets())
        .containsExactly("C");
  }

  private static TargetLimitsOptions options(String... options) {
    return CommandLine.populateCommand(new TargetLimitsOptions(), options);
  }

  private static Experiment limited(Experiment experiment, String... options) {
    return options(options).in(experiment);
  }

  private static void assertFails(String message, String... options) {
    assertFails(PLAIN, message, options);
  }

  private static void assertFails(Experiment experiment, String message, String... options) {
    assertThatThrownBy(() -> limited(experiment, options))
        .isInstanceOf(Failure.class)
        .hasMessage(message);
  }
}
