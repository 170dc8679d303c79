// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.survey;

import dev.sluice.jobs.survey.SurveyJob;
import dev.sluice.jobs.survey.SurveyOptions;
import dev.sluice.jobs.survey.SurveySettings;
import dev.sluice.workbench.local.LocalJob;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice run survey}: the survey job on a local Flink cluster. */
@Command(
    name = "survey",
    description = {
      "Run the survey job on a Flink cluster in this process, against any Kafka.",
      "",
      "It reads scenarios and answers of language models and writes what they prefer, how sure that"
          + " is, how far it depends on the wording, how models agree and how versions drift. With"
          + " --bounded it ends when it has read what is there now; otherwise Ctrl-C ends it.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice run survey --bootstrap localhost:9092",
      "  sluice run survey --bounded --matcher paper --templates moralchoice --bootstrap"
          + " localhost:9092",
      "  kcat -b localhost:9092 -C -t sluice.survey.model-metrics.latest -e -q | jq ."
    })
public final class RunSurvey implements Callable<Integer> {
  /** The operators that read scenarios and answers and decide their fate. */
  public static final Set<String> RECORDS =
      Set.of("decode scenarios", "decode responses", "declare", "observe answers");

  @Spec private CommandSpec spec;

  @Mixin private SurveyOptions options;

  @Mixin private LocalJob local;

  @Override
  public Integer call() throws Exception {
    SurveySettings settings = options.get();
    return local.run(
        new LocalJob.Job(
            "survey",
            settings.topics().kafka(),
            SurveyJob.TOPICS,
            SurveyJob.INPUTS,
            settings.topics().bounded(),
            Map.of("scenarios and answers", RECORDS)),
        environment -> SurveyJob.build(environment, settings),
        spec.commandLine().getOut());
  }
}
