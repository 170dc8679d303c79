// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.survey;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.models.survey.Profile;
import dev.sluice.schemas.SurveyResponse;
import dev.sluice.schemas.SurveyScenario;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.Pace;
import dev.sluice.workbench.command.Progress;
import dev.sluice.workbench.topics.Output;
import dev.sluice.workbench.topics.Publisher;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code sluice simulate survey}: answers of simulated language models. */
@Command(
    name = "survey",
    description = {
      "Send answers of simulated language models to the scenarios of a survey, in words.",
      "",
      "Everything is a function of the options: the same command sends the same answers, and those"
          + " that the job has already seen count as duplicates. A greater --samples adds answers to"
          + " those of an earlier run.",
      "",
      "Profiles:",
      "  commonsense      prefers the first action nearly everywhere, whatever the form",
      "  random           flips a coin",
      "  first-biased     likes whatever option comes first",
      "  yes-biased       likes to say yes in comparisons",
      "  refuser          mostly sensible, but often declines or rambles",
      "  drifting         version 2 leans the other way than version 1 in some scenarios",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice simulate survey --profile commonsense --models sage --bootstrap localhost:9092",
      "  sluice simulate survey --profile random --models coin,dice --set low --no-declare"
          + " --bootstrap localhost:9092"
    })
public final class SimulateSurvey implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--profile",
      required = true,
      paramLabel = "PROFILE",
      converter = Profiles.class,
      description = "How the models answer, see above.")
  private Profile profile;

  @Option(
      names = "--models",
      required = true,
      split = ",",
      paramLabel = "NAME",
      description = "Names of the models, joined by commas. Each answers differently.")
  private List<String> models;

  @Option(
      names = "--set",
      defaultValue = DemoScenarios.SET,
      paramLabel = "NAME",
      description = "The set of scenarios to answer (default: ${DEFAULT-VALUE}, Sluice's own).")
  private String set;

  @Option(
      names = "--samples",
      defaultValue = "5",
      paramLabel = "N",
      description = "Answers to each question form (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Seed of leanings and answers (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Answers per second. Default: as fast as it goes.")
  private Double rate;

  @Option(
      names = "--declare",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Declare the scenarios first if the set is Sluice's own (the default).")
  private boolean declare;

  @Mixin private Output output;

  @Override
  public void run() {
    if (samples < 1) {
      throw new Failure("--samples " + samples + ": must be at least 1");
    }
    Pace pace = new Pace(rate);
    KafkaSettings settings =
        output.connect(List.of(Topic.SURVEY_SCENARIOS, Topic.SURVEY_RESPONSES));
    if (declare && set.equals(DemoScenarios.SET)) {
      SurveyScenarios.declare("--set " + set, DemoScenarios.all(), settings);
    }
    List<SurveyScenario> scenarios = SurveyScenarios.read(settings).of(set);
    SimulatedSurvey survey =
        new SimulatedSurvey(SimulatedSurvey.named(profile, models, seed), scenarios, samples);
    send(survey, settings, pace);
    spec.commandLine()
        .getOut()
        .printf(
            "sent %d answers of %s to %d scenarios to %s (%s, seed %d)%n",
            survey.size(),
            models,
            scenarios.size(),
            Topic.SURVEY_RESPONSES.name(settings.prefix()),
            profile.code(),
            seed);
  }

  private void send(SimulatedSurvey survey, KafkaSettings settings, Pace pace) {
    Progress progress = new Progress(spec.commandLine().getErr(), "answers", survey.size());
    try (Publisher<SurveyResponse> publisher =
        Publisher.of(settings, Topic.SURVEY_RESPONSES, SurveyResponse.class)) {
      survey.forEach(
          response -> {
            pace.await();
            publisher.send(response.getModel(), response);
            progress.step();
          });
    }
  }

  /** Reads profiles. */
  static final class Profiles implements ITypeConverter<Profile> {
    @Override
    public Profile convert(String text) {
      try {
        return Profile.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
