// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.schemas.Experiment;
import dev.sluice.workbench.command.Failure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Limits of interventions on variables of any names. */
class TargetLimitsNamesTest {
  private static final Experiment PLAIN = SampleFile.continuous("A", "B", "C", "D");

  @Test
  void theLastEqualsSignEndsAName() {
    Experiment signs = SampleFile.continuous("x", "x=1", "=", "a=b=c");

    assertThat(limited(signs, "--target-costs=x=1=7,==2,a=b=c=3,x=1").getTargetCosts())
        .isEqualTo(Map.of("x=1", 7.0, "=", 2.0, "a=b=c", 3.0, "x", 1.0));
    assertThat(limited(signs, "--forbidden-targets=x=1,=").getForbiddenTargets())
        .containsExactly("x=1", "=");
    assertFails(
        signs,
        "--target-costs: 'a' is no variable; there are [x, x=1, =, a=b=c]",
        "--target-costs=a=b");
  }

  @Test
  void spacesBesideACommaAreOfANameOnlyWhereOneIsCalledSo() {
    Experiment spaced = SampleFile.continuous("A", " A", "Home town", "größe", "变量", "😀 ");

    assertThat(
            limited(spaced, "--target-costs=A=1, A=2, Home town = 3 ,größe=4, 变量=5,😀 =6")
                .getTargetCosts())
        .isEqualTo(
            Map.of("A", 1.0, " A", 2.0, "Home town", 3.0, "größe", 4.0, "变量", 5.0, "😀 ", 6.0));
    assertThat(limited(PLAIN, "--only-targets= A ,\tB").getOnlyTargets()).containsExactly("A", "B");
    assertThat(limited(PLAIN, "--target-budget= 5 ").getTargetBudget()).isEqualTo(5);
    assertFails(PLAIN, "--forbidden-targets: 'A' is given twice", "--forbidden-targets=A, A");
  }

  /** Letters that look alike are not the same, and what cannot be seen is shown by its number. */
  @Test
  void namesAreThoseOfTheDeclarationToTheLetter() {
    Experiment composed = SampleFile.continuous("Caf\u00e9", "\"Q\"", "@x", "-y");

    assertFails(
        composed,
        "--only-targets: 'Cafe\u0301' is no variable; did you mean Caf\u00e9? there are [Caf\u00e9, \"Q\", @x,"
            + " -y]",
        "--only-targets=Cafe\u0301");
    assertFails(
        PLAIN,
        "--only-targets: 'AU+200B' is no variable; did you mean A? there are [A, B, C, D]",
        "--only-targets=A\u200b");
    assertThat(limited(composed, "--only-targets=\"Q\",@x", "--forbidden-targets=-y"))
        .isEqualTo(
            Experiment.newBuilder(composed)
                .setOnlyTargets(List.of("\"Q\"", "@x"))
                .setForbiddenTargets(List.of("-y"))
                .build());
  }

  /** Whatever names variables have, what is written of them is what is read. */
  @Test
  void readsWhatIsWrittenOfAnyNames() {
    Random random = new Random(1);
    String letters = "aB1=;:'\"\\ @-_.#ß变\u00a0\u0301$%{}|";
    for (int round = 0; round < 500; round++) {
      Map<String, Double> costs = new LinkedHashMap<>();
      for (int v = 0; v < 6; v++) {
        StringBuilder name = new StringBuilder();
        for (int length = 1 + random.nextInt(5); length > 0; length--) {
          name.append(letters.charAt(random.nextInt(letters.length())));
        }
        costs.put(name.toString(), Math.exp(40 * random.nextGaussian()));
      }
      List<String> names = new ArrayList<>(costs.keySet());
      Experiment experiment = SampleFile.continuous(names.toArray(new String[0]));
      Collections.shuffle(names, random);
      List<String> items = names.stream().map(name -> name + "=" + costs.get(name)).toList();

      Experiment limited =
          limited(
              experiment,
              "--target-costs=" + String.join(",", items),
              "--only-targets=" + String.join(",", names));

      assertThat(limited.getTargetCosts()).isEqualTo(costs);
      assertThat(limited.getOnlyTargets()).isEqualTo(names);
    }
  }

  private static Experiment limited(Experiment experiment, String... options) {
    return CommandLine.populateCommand(new TargetLimitsOptions(), options).in(experiment);
  }

  private static void assertFails(Experiment experiment, String message, String option) {
    assertThatThrownBy(() -> limited(experiment, option))
        .isInstanceOf(Failure.class)
        .hasMessage(message);
  }
}
