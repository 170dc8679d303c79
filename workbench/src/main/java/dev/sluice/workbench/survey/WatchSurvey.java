// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.survey;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.command.AwaitOptions;
import dev.sluice.workbench.command.Terminal;
import dev.sluice.workbench.command.WatchOptions;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice watch survey}: the models of one set of scenarios, as they answer. */
@Command(
    name = "survey",
    description = {
      "Watch what language models answer to a set of scenarios.",
      "",
      "Shows what every version of a model prefers and how sure that is, how far it depends on the"
          + " wording, how much is still missing, which scenarios have drifted between versions, and"
          + " who agrees with whom, in 100 columns. A terminal is redrawn in place; elsewhere every"
          + " change is appended as plain text.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice watch survey --set low --bootstrap localhost:9092",
      "  sluice watch survey --once --set low --bootstrap localhost:9092"
    })
public final class WatchSurvey implements Runnable {
  private static final List<Topic> TOPICS =
      List.of(
          Topic.SURVEY_MODEL_LATEST,
          Topic.SURVEY_DRIFT_LATEST,
          Topic.SURVEY_CLUSTERS_LATEST,
          Topic.SURVEY_SCENARIOS);

  @Spec private CommandSpec spec;

  @Option(
      names = "--set",
      required = true,
      paramLabel = "NAME",
      description = "Set of scenarios to watch.")
  private String set;

  @Mixin private WatchOptions watch;
  @Mixin private AwaitOptions patience;

  @Override
  public void run() {
    KafkaSettings settings = patience.await("survey", TOPICS);
    try (SurveyBoard board = new SurveyBoard(settings)) {
      board.read();
      patience.await(
          () -> board.sets().contains(set),
          () -> board.poll(AwaitOptions.POLL),
          () -> missing(settings, board));
      Terminal terminal = watch.once() ? new Terminal(false, false) : Terminal.ofProcess();
      print(terminal.start());
      do {
        if (board.hasChanged()) {
          List<String> lines = new ArrayList<>(board.lines(set));
          lines.addAll(board.unread());
          print(terminal.frame(lines));
        }
        if (!watch.once()) {
          board.poll(AwaitOptions.POLL);
        }
      } while (!watch.once() && !Thread.currentThread().isInterrupted());
    }
  }

  private String missing(KafkaSettings settings, SurveyBoard board) {
    return "--set %s: no metrics within %s s in %s; there are those of %s%s"
        .formatted(
            set,
            patience.timeoutSeconds(),
            Topic.SURVEY_MODEL_LATEST.name(settings.prefix()),
            board.sets().isEmpty() ? "no set" : String.join(", ", board.sets()),
            board.unread().stream().map(text -> "; " + text).collect(Collectors.joining()));
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }
}
