// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.survey;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.schemas.SurveyScenario;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.topics.Output;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice declare-survey}: a CSV file as scenarios of a survey. */
@Command(
    name = "declare-survey",
    description = {
      "Declare the scenarios that language models are asked about.",
      "",
      "The file has the columns scenario_id, context, action1 and action2, and for every moral rule"
          + " a1_RULE and a2_RULE with Yes, No or No Agreement: the form of the MoralChoice"
          + " scenarios. Other columns are left out. Nothing is sent unless the whole file is in"
          + " order.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice declare-survey low.csv --set low --samples 5 --bootstrap localhost:9092"
    })
public final class DeclareSurveyCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SCENARIOS.csv", description = "CSV file in UTF-8, may be gzipped.")
  private Path path;

  @Option(
      names = "--set",
      required = true,
      paramLabel = "NAME",
      description = "The set that the scenarios belong to, such as low or high.")
  private String set;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "Answers to expect to each question form. Default: unknown.")
  private Integer samples;

  @Mixin private Output output;

  @Override
  public void run() {
    if (samples != null && samples < 1) {
      throw new Failure("--samples " + samples + ": must be at least 1");
    }
    Map<String, SurveyScenario> scenarios = ScenarioCsv.read(path, set, samples);
    KafkaSettings settings = output.connect(List.of(Topic.SURVEY_SCENARIOS));
    SurveyScenarios.send(scenarios.values(), settings);
    spec.commandLine()
        .getOut()
        .printf(
            "declared %d scenarios of the set %s in %s%n",
            scenarios.size(), set, Topic.SURVEY_SCENARIOS.name(settings.prefix()));
  }
}
