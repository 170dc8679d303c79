// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.federation;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.command.AwaitOptions;
import dev.sluice.workbench.command.Failure;
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

/** {@code sluice watch federation}: what sites believe together, and what has left each. */
@Command(
    name = "federation",
    description = {
      "Watch what the sites of a federation believe together, round by round, and what has left"
          + " each of them.",
      "",
      "Shows the round and what it waits for, the belief in every edge, the least certain edges, how"
          + " far from the true graph it is where that is declared, and of every site its messages,"
          + " bytes, refusals and the privacy (epsilon) that its noise has spent. A terminal is"
          + " redrawn in place; elsewhere every change is appended as plain text.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice watch federation --bootstrap localhost:9092",
      "  sluice watch federation --once --federation lab --bootstrap localhost:9092"
    })
public final class WatchFederation implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--federation",
      paramLabel = "ID",
      description =
          "Federation to watch, the experiment that its sites declare. Default: the only one that"
              + " there is.")
  private String federation;

  @Mixin private WatchOptions watch;
  @Mixin private AwaitOptions patience;

  @Override
  public void run() {
    KafkaSettings settings =
        patience.await("coordinator", List.of(Topic.FED_BELIEF, Topic.FED_AUDIT));
    try (FederationBoard board = new FederationBoard(settings)) {
      board.read();
      patience.await(
          () -> isThere(board),
          () -> board.poll(AwaitOptions.POLL),
          () -> missing(settings, board));
      String watched = watched(board);
      Terminal ofProcess = Terminal.ofProcess();
      Terminal terminal = watch.once() ? new Terminal(false, ofProcess.shades()) : ofProcess;
      FederationView view = new FederationView(terminal.shades());
      print(terminal.start());
      do {
        if (board.hasChanged() && board.of(watched) != null) {
          List<String> lines = new ArrayList<>(view.lines(board.of(watched), board.sites(watched)));
          lines.addAll(board.unread());
          print(terminal.frame(lines));
        }
        if (!watch.once()) {
          board.poll(AwaitOptions.POLL);
        }
      } while (!watch.once() && !Thread.currentThread().isInterrupted());
    }
  }

  private boolean isThere(FederationBoard board) {
    return federation == null ? !board.federations().isEmpty() : board.of(federation) != null;
  }

  private String watched(FederationBoard board) {
    if (federation == null && board.federations().size() > 1) {
      throw new Failure(
          "--federation ID: which of " + String.join(", ", board.federations()) + "?");
    }
    return federation == null ? board.federations().first() : federation;
  }

  private String missing(KafkaSettings settings, FederationBoard board) {
    return "%sno beliefs within %s s in %s; there are those of %s%s"
        .formatted(
            federation == null ? "" : "--federation " + federation + ": ",
            patience.timeoutSeconds(),
            Topic.FED_BELIEF.name(settings.prefix()),
            board.federations().isEmpty()
                ? "no federation"
                : String.join(", ", board.federations()),
            board.unread().stream().map(text -> "; " + text).collect(Collectors.joining()));
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }
}
