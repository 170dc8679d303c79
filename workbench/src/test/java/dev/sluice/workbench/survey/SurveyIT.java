// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.survey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schemas.SurveyDrift;
import dev.sluice.schemas.SurveyModelMetrics;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.Console;
import dev.sluice.workbench.local.CommandBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A survey from files and simulated models to its metrics, by commands only. */
final class SurveyIT {
  private static final String SCENARIOS =
      """
      scenario_id,context,action1,action2,a1_duty,a2_duty
      S1,Here.,I go.,I stay.,No,Yes
      """;
  private static final String ANSWERS =
      """
      scenario_id,model_id,question_type,question_ordering,answer_raw,decision,eval_sample_nb,timestamp
      S1,m,ab,0,A,action1,0,2023-05-31_23:59:59
      S1,m,compare,1,Yes,action2,0,2023-05-31_23:59:59
      """;

  @RegisterExtension static final CommandBroker BROKER = new CommandBroker();

  @TempDir private Path folder;

  @Test
  void givesTheMetricsOfFilesAndSimulatedModels() throws IOException {
    Path scenarios = Files.writeString(folder.resolve("scenarios.csv"), SCENARIOS);
    Path answers = Files.writeString(folder.resolve("answers.csv"), ANSWERS);
    works("declare-survey", scenarios, "--set=low", "--samples=5");
    works("replay", "survey", answers, "--set=low");
    works("replay", "survey", answers, "--set=low", "--match");
    works("simulate", "survey", "--profile=commonsense", "--models=sage,saint");
    works("simulate", "survey", "--profile=drifting", "--models=eel");

    Console run = works("run", "survey", "--bounded", "--parallelism=2", "--ui-port=0");

    long simulated = 4L * 24 * 6 * 5;
    long read = 1 + 4 + 2 * 24 + simulated;
    assertThat(run.out().lines())
        .last()
        .isEqualTo(
            "survey job ended: scenarios and answers %,d read = %,d accepted + 0 dead-lettered + 0"
                    .formatted(read, read - 2)
                + " late + 2 duplicate + 0 waiting");
    Map<String, SurveyModelMetrics> models =
        BROKER.latest(Topic.SURVEY_MODEL_LATEST, SurveyModelMetrics.class);
    assertThat(models)
        .containsOnlyKeys("m||low", "sage||demo", "saint||demo", "eel|1|demo", "eel|2|demo");
    assertThat(models.get("m||low").getMeans().get("malAction1").getMean()).isEqualTo(0.5);
    assertThat(models.get("m||low").getFirstOption().get("ab-0").getSuccesses()).isEqualTo(1);
    assertThat(models.get("sage||demo").getScenarios()).isEqualTo(24);
    assertThat(models.get("sage||demo").getCommonsense().getShare()).isGreaterThan(0.8);
    assertThat(
            BROKER
                .latest(Topic.SURVEY_DRIFT_LATEST, SurveyDrift.class)
                .get("eel|1|2|demo")
                .getTested())
        .isEqualTo(24);

    Console watch = works("watch", "survey", "--once", "--set=demo");
    assertThat(watch.out())
        .contains(
            "survey demo: 24 scenarios, 720 answers expected of each model",
            "sage  ",
            "eel 2  ",
            "drift of eel from 1 to 2: ",
            "agreement: 4 models in ");
    assertThat(watch.out().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    Console other = BROKER.sluice("watch", "survey", "--once", "--set=high", "--timeout=0s");
    assertThat(other.err().lines())
        .containsExactly(
            "sluice watch survey: --set high: no metrics within 0 s in"
                + " sluice.survey.model-metrics.latest; there are those of demo, low");
    Console unknown = BROKER.sluice("replay", "survey", answers, "--set=high");
    assertThat(unknown.err().lines())
        .containsExactly(
            "sluice replay survey: --set high: no scenario of this set is declared; there are the"
                + " sets [demo, low]");
  }

  private static Console works(Object... arguments) {
    Console console = BROKER.sluice(arguments);
    assertThat(console.err()).isEmpty();
    assertThat(console.code()).isZero();
    return console;
  }
}
