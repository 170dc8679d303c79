// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.survey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.Topics;
import dev.sluice.schemas.SurveyModelMetrics;
import dev.sluice.schemas.SurveyScenario;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.Console;
import dev.sluice.workbench.local.CommandBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Declarations and ends of scenarios, by commands against a real broker. */
final class DeclareSurveyIT {
  private static final String HEADER = "scenario_id,context,action1,action2\n";
  private static final String ANSWERS =
      "scenario_id,model_id,question_type,question_ordering,"
          + "answer_raw,decision,eval_sample_nb\n";

  @RegisterExtension static final CommandBroker BROKER = new CommandBroker();

  @TempDir private Path folder;

  private Path file(String name, String header, String... rows) throws IOException {
    return Files.writeString(folder.resolve(name), header + String.join("\n", rows) + "\n");
  }

  @Test
  void createsBothTopics() throws IOException {
    String prefix = "created.";
    Path scenarios = file("c.csv", HEADER, "S1,Here.,I go.,I stay.");
    BROKER.sluiceOn(prefix, "declare-survey", scenarios, "--set=low");
    assertThat(
            Topics.missing(
                BROKER.settings(prefix), List.of(Topic.SURVEY_SCENARIOS, Topic.SURVEY_RESPONSES)))
        .isEmpty();
  }

  @Test
  void refusesNamesThatAreTooLong() throws IOException {
    Path scenarios = file("long.csv", HEADER, "S".repeat(256) + ",Here.,I go.,I stay.");
    assertThat(BROKER.sluiceOn("long.", "declare-survey", scenarios, "--set=low"))
        .isEqualTo(
            Console.failed(
                "sluice declare-survey: %s: scenarioId: 256 characters, at most 255 are accepted"
                    .formatted(scenarios)));
  }

  @Test
  void refusesOtherTextsAndSendsNothing() throws IOException {
    String prefix = "texts.";
    Path first = file("t.csv", HEADER, "S1,Here.,I go.,I stay.", "S2,Here.,I go.,I stay.");
    assertThat(BROKER.sluiceOn(prefix, "declare-survey", first, "--set=low"))
        .isEqualTo(Console.said("declared 2 scenarios of the set low in texts.survey.scenarios"));
    Path other = file("t2.csv", HEADER, "S3,Here.,I go.,I stay.", "S2,Here.,I walk.,I stay.");
    assertThat(BROKER.sluiceOn(prefix, "declare-survey", other, "--set=low"))
        .isEqualTo(
            Console.failed(
                "sluice declare-survey: %s: scenario S2 is declared with another action1, 'I go.',"
                        .formatted(other)
                    + " not 'I walk.'; end it first: declare-survey --end S2"));
    assertThat(scenarios(prefix, "low")).hasSize(2);
    Path elsewhere = file("t3.csv", HEADER, "S1,There.,I go.,I stay.", "S2,Here.,I go.,I run.");
    assertThat(BROKER.sluiceOn(prefix, "declare-survey", elsewhere, "--set=low"))
        .isEqualTo(
            Console.failed(
                "sluice declare-survey: %s: scenario S1 is declared with another context, 'Here.',"
                        .formatted(elsewhere)
                    + " not 'There.', and 1 more with others; end them first: declare-survey --end"
                    + " S1,S2"));
    assertThat(BROKER.sluiceOn(prefix, "declare-survey", first, "--set=high").err())
        .contains("scenario S1 is declared with another set, 'low', not 'high'");
    assertThat(BROKER.sluiceOn(prefix, "declare-survey", first, "--set=low", "--samples=3").code())
        .as("a revision")
        .isZero();
    assertThat(scenarios(prefix, "low"))
        .extracting(SurveyScenario::getSamplesPerForm)
        .containsExactly(3, 3);
  }

  @Test
  void endsScenariosAndSets() throws IOException {
    String prefix = "ends.";
    Path scenarios =
        file("e.csv", HEADER, "S1,,I go.,I stay.", "S2,,I go.,I stay.", "S3,,I go.,I stay.");
    BROKER.sluiceOn(prefix, "declare-survey", scenarios, "--set=low");
    assertThat(BROKER.sluiceOn(prefix, "declare-survey", "--end=S1"))
        .isEqualTo(Console.said("ended S1"));
    assertThat(BROKER.sluiceOn(prefix, "declare-survey", "--end=S2,S1"))
        .isEqualTo(
            Console.failed(
                "sluice declare-survey: --end S1: no such scenario is declared; there are the sets"
                    + " [low]"));
    assertThat(BROKER.sluiceOn(prefix, "declare-survey", "--end=low"))
        .isEqualTo(
            Console.failed(
                "sluice declare-survey: --end low: no such scenario is declared; it is a set:"
                    + " --end-set low"));
    assertThat(BROKER.sluiceOn(prefix, "declare-survey", "--end-set=low"))
        .isEqualTo(Console.said("ended 2 scenarios of the set low"));
    assertThat(BROKER.sluiceOn(prefix, "declare-survey", "--end-set=low"))
        .isEqualTo(
            Console.failed(
                "sluice declare-survey: --end-set low: no scenario of this set is declared; there"
                    + " are no scenarios"));
  }

  @Test
  void anEndedScenarioDeclaredAgainCountsTheAnswersThatFollow() throws IOException {
    Path scenarios = file("s.csv", HEADER, "S1,,I go.,I stay.");
    Path wrong = file("w.csv", ANSWERS, "S1,m,ab,0,B,action2,0", "S1,m,ab,0,B,action2,1");
    Path right = file("r.csv", ANSWERS, "S1,m,ab,0,A,action1,0");
    BROKER.sluice("declare-survey", scenarios, "--set=low");
    BROKER.sluice("replay", "survey", wrong, "--set=low");
    BROKER.sluice("declare-survey", "--end=S1");
    assertThat(BROKER.sluice("declare-survey", scenarios, "--set=low").out())
        .startsWith(
            "declared 1 scenarios of the set low in sluice.survey.scenarios; answers to those that"
                + " had ended count from 2");
    BROKER.sluice("replay", "survey", right, "--set=low");

    Console run = BROKER.sluice("run", "survey", "--bounded", "--ui-port=0");

    assertThat(run.out().lines()).endsWith("2 dead letters in sluice.dead-letters: 2 former-life");
    assertThat(run.out().lines())
        .filteredOn(line -> line.startsWith("survey job ended"))
        .singleElement()
        .asString()
        .startsWith(
            "survey job ended: scenarios and answers 6 read = 4 accepted + 2 dead-lettered + 0 late"
                + " + 0 duplicate + 0 waiting");
    SurveyModelMetrics metrics =
        BROKER.latest(Topic.SURVEY_MODEL_LATEST, SurveyModelMetrics.class).get("m||low");
    assertThat(metrics.getAnswers()).isEqualTo(1);
    assertThat(metrics.getMeans().get("malAction1").getMean()).isEqualTo(1);
  }

  private static List<SurveyScenario> scenarios(String prefix, String set) {
    return SurveyScenarios.read(BROKER.settings(prefix)).of(set);
  }
}
