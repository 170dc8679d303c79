// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.Topics;
import dev.sluice.jobs.ConnectionOptions;
import dev.sluice.jobs.DurationConverter;
import dev.sluice.schemas.Topic;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
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
      "Shows what every version of a model prefers, how far that depends on the wording, which"
          + " scenarios have drifted between versions, and who agrees with whom. A terminal is redrawn"
          + " in place; elsewhere every change is appended as plain text.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice watch survey --set low --bootstrap localhost:9092",
      "  sluice watch survey --once --set low --bootstrap localhost:9092"
    })
final class WatchSurvey implements Runnable {
  private static final Duration POLL = Duration.ofMillis(250);
  private static final List<Topic> TOPICS =
      List.of(Topic.SURVEY_MODEL_LATEST, Topic.SURVEY_DRIFT_LATEST, Topic.SURVEY_AGREEMENT_LATEST);

  @Spec private CommandSpec spec;

  @Option(
      names = "--set",
      required = true,
      paramLabel = "NAME",
      description = "Set of scenarios to watch.")
  private String set;

  @Option(names = "--once", description = "Show the latest metrics and exit.")
  private boolean once;

  @Option(
      names = "--timeout",
      defaultValue = "10s",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description = "How long to wait for the first metrics (default: ${DEFAULT-VALUE}).")
  private Duration timeout;

  @Mixin private ConnectionOptions connection;

  @Override
  public void run() {
    KafkaSettings settings = connection.settings();
    long deadline = System.nanoTime() + timeout.toNanos();
    awaitTopics(settings, deadline);
    try (SurveyBoard board = new SurveyBoard(settings)) {
      board.read();
      awaitFirst(settings, board, deadline);
      Terminal terminal = once ? new Terminal(false, false) : Terminal.ofProcess();
      print(terminal.start());
      do {
        if (board.hasChanged()) {
          print(terminal.frame(board.lines(set)));
        }
        if (!once) {
          board.poll(POLL);
        }
      } while (!once && !Thread.currentThread().isInterrupted());
    }
  }

  private void awaitTopics(KafkaSettings settings, long deadline) {
    List<String> missing = Topics.missing(settings, TOPICS);
    while (!missing.isEmpty()) {
      if (System.nanoTime() >= deadline) {
        throw new Failure(
            "--bootstrap %s: no topic %s; has the survey job run?"
                .formatted(settings.bootstrap(), missing.get(0)));
      }
      LockSupport.parkNanos(POLL.toNanos());
      missing = Topics.missing(settings, TOPICS);
    }
  }

  private void awaitFirst(KafkaSettings settings, SurveyBoard board, long deadline) {
    while (!board.sets().contains(set)) {
      if (System.nanoTime() >= deadline) {
        throw new Failure(
            "--set %s: no metrics within %s s in %s; there are those of %s"
                .formatted(
                    set,
                    timeout.toSeconds(),
                    Topic.SURVEY_MODEL_LATEST.name(settings.prefix()),
                    board.sets().isEmpty() ? "no set" : String.join(", ", board.sets())));
      }
      board.poll(POLL);
    }
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }
}
