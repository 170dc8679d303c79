// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.survey;

import dev.sluice.jobs.ConnectionOptions;
import dev.sluice.models.survey.QuestionForm;
import dev.sluice.models.survey.QuestionType;
import dev.sluice.models.survey.matching.AnswerMatcher;
import dev.sluice.models.survey.matching.MatcherMode;
import dev.sluice.models.survey.matching.ResponseTemplates;
import dev.sluice.schemas.SurveyScenario;
import dev.sluice.workbench.command.Failure;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice match}: what answers in words are taken for, and why. */
@Command(
    name = "match",
    modelTransformer = MatchCommand.OptionalBroker.class,
    description = {
      "Show what answers in words are taken for: the decision, the rule that made it, and the words"
          + " it went by.",
      "",
      "Answers are arguments, or lines of standard input. With --jsonl every line is a JSON object"
          + " with the field answer and perhaps scenarioId, questionType and ordering, as in the"
          + " topic of responses. An answer is shown in all question forms unless --form or its line"
          + " names one. Nothing is sent.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice match --set demo \"The answer is B.\"",
      "  sluice match --set low.csv --scenario C_001 --form compare --order 1 \"No, I would not.\"",
      "  sluice match --set low --bootstrap localhost:9092 --form ab < answers.txt",
      "  sluice match --set demo --jsonl < responses.jsonl"
    })
public final class MatchCommand implements Runnable {
  private static final String BOOTSTRAP = "--bootstrap";

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "ANSWER",
      description = "Answers. Default: the lines of standard input.")
  private List<String> answers = new ArrayList<>();

  @Option(
      names = "--set",
      required = true,
      paramLabel = "SET",
      description =
          "Scenarios: a CSV file as for declare-survey, the name of a set that is declared in Kafka"
              + " (with --bootstrap), or demo.")
  private String set;

  @Option(
      names = "--scenario",
      paramLabel = "ID",
      description = "The scenario that was asked about. Default: the first of the set.")
  private String scenario;

  @Option(
      names = "--form",
      paramLabel = "TYPE",
      description = "The wording that was asked: ab, repeat or compare. Default: all.")
  private String form;

  @Option(
      names = "--order",
      paramLabel = "N",
      description =
          "0 if action 1 was put first, 1 if action 2 was. Default: both, or 0 for lines.")
  private Integer order;

  @Option(names = "--jsonl", description = "Standard input has a JSON object on every line.")
  private boolean jsonLines;

  @Option(
      names = "--matcher",
      defaultValue = "strict",
      paramLabel = "MODE",
      description =
          "paper (as the authors' code did, defects included) or strict (default:"
              + " ${DEFAULT-VALUE}).")
  private MatcherMode mode;

  @Option(
      names = "--templates",
      paramLabel = "DIR",
      description =
          "Response templates and refusal phrases in the layout of the authors' repository"
              + " (default: Sluice's own).")
  private Path templates;

  @Mixin private ConnectionOptions connection;

  @Override
  public void run() {
    List<QuestionForm> forms = forms();
    if (jsonLines && !answers.isEmpty()) {
      throw new Failure("--jsonl: reads standard input, so there can be no ANSWER arguments");
    }
    MatchSet scenarios = new MatchSet(set, scenarios(), scenario, matcher());
    MatchView view = new MatchView(spec.commandLine().getOut(), scenarios);
    if (answers.isEmpty()) {
      new AnswerLines(scenarios, forms, jsonLines).read(view);
    } else {
      answers.forEach(answer -> view.answer(scenarios.asked(), answer, forms));
    }
    view.end();
  }

  private List<QuestionForm> forms() {
    if (order != null && order != 0 && order != 1) {
      throw new Failure("--order " + order + ": must be 0 or 1");
    }
    List<QuestionType> types;
    try {
      types = form == null ? List.of(QuestionType.values()) : List.of(QuestionType.parse(form));
    } catch (IllegalArgumentException e) {
      throw new Failure("--form: " + e.getMessage(), e);
    }
    List<QuestionForm> forms = new ArrayList<>();
    for (QuestionType type : types) {
      if (order == null || order == 0) {
        forms.add(QuestionForm.of(type, 0));
      }
      boolean both = order == null && !answers.isEmpty();
      if (both || (order != null && order == 1)) {
        forms.add(QuestionForm.of(type, 1));
      }
    }
    return forms;
  }

  private AnswerMatcher matcher() {
    try {
      return new AnswerMatcher(
          templates == null ? ResponseTemplates.shipped() : ResponseTemplates.load(templates),
          mode);
    } catch (UncheckedIOException | IllegalArgumentException e) {
      throw new Failure("--templates " + templates + ": " + e.getMessage(), e);
    }
  }

  private List<SurveyScenario> scenarios() {
    Path file = Path.of(set);
    if (Files.isRegularFile(file)) {
      return List.copyOf(ScenarioCsv.read(file, set, null).values());
    }
    if (spec.commandLine().getParseResult().hasMatchedOption(BOOTSTRAP)) {
      return SurveyScenarios.read(connection.settings()).of(set);
    }
    if (set.equals(DemoScenarios.SET)) {
      return DemoScenarios.all();
    }
    throw new Failure(
        "--set %s: no such file; a set that is declared in Kafka needs %s HOST:PORT, and demo"
                .formatted(set, BOOTSTRAP)
            + " needs neither");
  }

  /** A broker is needed only for a set that is declared. */
  static final class OptionalBroker implements IModelTransformer {
    @Override
    public CommandSpec transform(CommandSpec command) {
      OptionSpec required = command.findOption(BOOTSTRAP);
      command.remove(required);
      command.add(
          OptionSpec.builder(required)
              .required(false)
              .description("Kafka brokers to connect to first, for a set that is declared.")
              .build());
      return command;
    }
  }
}
