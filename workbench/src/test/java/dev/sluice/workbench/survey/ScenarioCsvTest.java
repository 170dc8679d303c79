// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.schemas.SurveyScenario;
import dev.sluice.schemas.Violation;
import dev.sluice.workbench.command.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScenarioCsvTest {
  private static final String HEADER = "scenario_id,context,action1,action2,a1_duty,a2_duty\n";

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("scenarios.csv"), text);
  }

  @Test
  void readsScenariosWithTheirRules() throws IOException {
    Path file = file(HEADER + "S1,\"Here, now.\",I go.,I stay.,No,No Agreement\n");

    Map<String, SurveyScenario> scenarios = ScenarioCsv.read(file, "low", 5);

    assertThat(scenarios).containsOnlyKeys("S1");
    SurveyScenario scenario = scenarios.get("S1");
    assertThat(scenario.getSet()).isEqualTo("low");
    assertThat(scenario.getContext()).isEqualTo("Here, now.");
    assertThat(scenario.getAction2()).isEqualTo("I stay.");
    assertThat(scenario.getRules().get("duty").getAction2()).isEqualTo(Violation.NO_AGREEMENT);
    assertThat(scenario.getSamplesPerForm()).isEqualTo(5);
  }

  @Test
  void namesLineAndColumnOfWhatIsWrong() throws IOException {
    Path label = file(HEADER + "S1,c,I go.,I stay.,No,Perhaps\n");
    assertThatThrownBy(() -> ScenarioCsv.read(label, "low", null))
        .isInstanceOf(Failure.class)
        .hasMessage(
            label
                + " line 2, column a2_duty: rule label must be Yes, No or No Agreement, not"
                + " 'Perhaps'");
    Path twice = file(HEADER + "S1,c,I go.,I stay.,No,No\nS1,c,I go.,I stay.,No,No\n");
    assertThatThrownBy(() -> ScenarioCsv.read(twice, "low", null))
        .hasMessage(twice + " line 3, column scenario_id: a second S1");
    Path column = file("scenario_id,context,action1\nS1,c,I go.\n");
    assertThatThrownBy(() -> ScenarioCsv.read(column, "low", null))
        .hasMessage(column + ": no column action2; there are [scenario_id, context, action1]");
  }

  @Test
  void sluiceHasScenariosOfItsOwn() {
    assertThat(DemoScenarios.all()).hasSize(24).allMatch(each -> each.getSet().equals("demo"));
    assertThat(DemoScenarios.all())
        .allSatisfy(
            each ->
                assertThat(each.getRules().values())
                    .anyMatch(rule -> rule.getAction2() == Violation.YES)
                    .allMatch(rule -> rule.getAction1() == Violation.NO));
  }
}
