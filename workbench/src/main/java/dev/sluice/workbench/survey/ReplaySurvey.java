// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.survey;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.schemas.SurveyResponse;
import dev.sluice.schemas.SurveyScenario;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.command.Pace;
import dev.sluice.workbench.command.Progress;
import dev.sluice.workbench.csv.CsvFile;
import dev.sluice.workbench.topics.Output;
import dev.sluice.workbench.topics.Publisher;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice replay survey}: a CSV file as answers of language models. */
@Command(
    name = "survey",
    description = {
      "Send the rows of a CSV file as answers to the scenarios of a survey.",
      "",
      "The file has the columns scenario_id, model_id, question_type, question_ordering,"
          + " eval_sample_nb and answer_raw, and perhaps decision, timestamp and model_version, in"
          + " any order: the form of the MoralChoice answers. The scenarios must be declared. Nothing"
          + " is sent unless the whole file is in order. A file sent twice counts once if it has"
          + " timestamps.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice replay survey gpt-4.csv.gz --set low --bootstrap localhost:9092",
      "  sluice replay survey gpt-4.csv.gz --set low --match --bootstrap localhost:9092"
    })
public final class ReplaySurvey implements Runnable {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE.csv", description = "CSV file in UTF-8, may be gzipped.")
  private Path path;

  @Option(
      names = "--set",
      required = true,
      paramLabel = "NAME",
      description = "The set of scenarios that the answers belong to.")
  private String set;

  @Option(
      names = "--match",
      description = "Leave the file's decisions out: the job maps the answers itself.")
  private boolean match;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Answers per second. Default: as fast as it goes.")
  private Double rate;

  @Mixin private Output output;

  @Override
  public void run() {
    Pace pace = new Pace(rate);
    CsvFile.exact(path); // says what is wrong with it before a broker is asked
    KafkaSettings settings =
        output.connect(List.of(Topic.SURVEY_SCENARIOS, Topic.SURVEY_RESPONSES));
    ResponseCsv responses = new ResponseCsv(path, scenarios(settings));
    AtomicLong size = new AtomicLong();
    Set<String> models = new TreeSet<>();
    responses.forEach(
        response -> {
          size.incrementAndGet();
          models.add(response.getModel());
        });
    send(responses, size.get(), settings, pace);
    spec.commandLine()
        .getOut()
        .printf(
            "sent %d answers of %s to %s%n",
            size.get(), models, Topic.SURVEY_RESPONSES.name(settings.prefix()));
  }

  private Set<String> scenarios(KafkaSettings settings) {
    return SurveyScenarios.read(settings).of(set).stream()
        .map(SurveyScenario::getScenarioId)
        .collect(Collectors.toSet());
  }

  private void send(ResponseCsv responses, long size, KafkaSettings settings, Pace pace) {
    Progress progress = new Progress(spec.commandLine().getErr(), "answers", size);
    try (Publisher<SurveyResponse> publisher =
        Publisher.of(settings, Topic.SURVEY_RESPONSES, SurveyResponse.class)) {
      responses.forEach(
          response -> {
            pace.await();
            if (match) {
              response.setDecision(null);
            }
            publisher.send(response.getModel(), response);
            progress.step();
          });
    }
  }
}
