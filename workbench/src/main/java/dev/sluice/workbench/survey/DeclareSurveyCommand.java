// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.survey;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.schemas.SurveyScenario;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.topics.Output;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice declare-survey}: a CSV file as scenarios of a survey, or their end. */
@Command(
    name = "declare-survey",
    description = {
      "Declare the scenarios that language models are asked about. Or end some.",
      "",
      "The file has the columns scenario_id, context, action1 and action2, and for every moral rule"
          + " a1_RULE and a2_RULE with Yes, No or No Agreement: the form of the MoralChoice"
          + " scenarios. Other columns are left out. Nothing is sent unless the whole file is in"
          + " order, and no live scenario is declared with other texts. Answers to a scenario that"
          + " is declared again after its end count if they are sent after that.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice declare-survey low.csv --set low --samples 5 --bootstrap localhost:9092",
      "  sluice declare-survey --end C_001,C_002 --bootstrap localhost:9092",
      "  sluice declare-survey --end-set low --bootstrap localhost:9092"
    })
public final class DeclareSurveyCommand implements Runnable {
  private static final List<Topic> TOPICS = List.of(Topic.SURVEY_SCENARIOS, Topic.SURVEY_RESPONSES);

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Subject subject;

  @Mixin private Output output;

  /** Scenarios to declare, or to end. */
  static final class Subject {
    @ArgGroup(exclusive = false, multiplicity = "1")
    private Scenarios scenarios;

    @Option(
        names = "--end",
        split = ",",
        paramLabel = "ID",
        description = "End these scenarios: the job takes their answers out of all statistics.")
    private List<String> end;

    @Option(
        names = "--end-set",
        paramLabel = "NAME",
        description = "End all scenarios of this set.")
    private String endSet;
  }

  /** A file of scenarios. */
  static final class Scenarios {
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
  }

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    if (subject.scenarios != null) {
      declare(subject.scenarios, out);
    } else if (subject.end != null) {
      end(subject.end, out);
    } else {
      endSet(subject.endSet, out);
    }
  }

  private void declare(Scenarios file, PrintWriter out) {
    if (file.samples != null && file.samples < 1) {
      throw new Failure("--samples " + file.samples + ": must be at least 1");
    }
    if (file.set.isBlank()) {
      throw new Failure("--set: must not be empty");
    }
    Map<String, SurveyScenario> scenarios = ScenarioCsv.read(file.path, file.set, file.samples);
    KafkaSettings settings = output.connect(TOPICS);
    Long from = SurveyScenarios.declare(file.path.toString(), scenarios.values(), settings);
    out.printf(
        "declared %d scenarios of the set %s in %s%s%n",
        scenarios.size(),
        file.set,
        Topic.SURVEY_SCENARIOS.name(settings.prefix()),
        from == null
            ? ""
            : "; answers to those that had ended count from " + Instant.ofEpochMilli(from) + " on");
  }

  private void end(List<String> ids, PrintWriter out) {
    KafkaSettings settings = output.connect(TOPICS);
    SurveyScenarios declared = SurveyScenarios.read(settings);
    for (String id : ids) {
      if (!declared.contains(id)) {
        boolean isSet = declared.sets().contains(id);
        throw new Failure(
            "--end %s: no such scenario is declared; %s"
                .formatted(
                    id,
                    isSet
                        ? "it is a set: --end-set " + id
                        : "there are the sets " + declared.sets()));
      }
    }
    SurveyScenarios.end(ids, settings);
    out.printf("ended %s%n", String.join(", ", ids));
  }

  private void endSet(String set, PrintWriter out) {
    KafkaSettings settings = output.connect(TOPICS);
    List<String> ids =
        SurveyScenarios.read(settings).of("--end-set", set).stream()
            .map(SurveyScenario::getScenarioId)
            .toList();
    SurveyScenarios.end(ids, settings);
    out.printf("ended %d scenarios of the set %s%n", ids.size(), set);
  }
}
