// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.lesion;

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

/** {@code sluice watch lesion}: how well models find lesions, as predictions come. */
@Command(
    name = "lesion",
    description = {
      "Watch how well models find the lesions of a group of cases.",
      "",
      "Shows the Dice coefficient of every model, its bias of volume, how many cases and lesions it"
          + " detects, and the differences of models over the cases that both have, in 100 columns."
          + " Where cases are simulated it says that it is a phantom study. A terminal is redrawn in"
          + " place; elsewhere every change is appended as plain text.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice watch lesion --bootstrap localhost:9092",
      "  sluice watch lesion --once --group test --bootstrap localhost:9092"
    })
public final class WatchLesion implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--group",
      paramLabel = "NAME",
      description = "Group of cases to watch. Default: the only one that there is.")
  private String group;

  @Mixin private WatchOptions watch;
  @Mixin private AwaitOptions patience;

  @Override
  public void run() {
    KafkaSettings settings = patience.await("lesion", List.of(Topic.LESION_LATEST));
    try (LesionBoard board = new LesionBoard(settings)) {
      board.read();
      patience.await(
          () -> isThere(board),
          () -> board.poll(AwaitOptions.POLL),
          () -> missing(settings, board));
      String watched = watched(board);
      Terminal terminal = watch.once() ? new Terminal(false, false) : Terminal.ofProcess();
      print(terminal.start());
      do {
        if (board.hasChanged() && !board.of(watched).isEmpty()) {
          List<String> lines = new ArrayList<>(LesionView.lines(board.of(watched)));
          lines.addAll(board.unread());
          print(terminal.frame(lines));
        }
        if (!watch.once()) {
          board.poll(AwaitOptions.POLL);
        }
      } while (!watch.once() && !Thread.currentThread().isInterrupted());
    }
  }

  private boolean isThere(LesionBoard board) {
    return group == null ? !board.groups().isEmpty() : !board.of(group).isEmpty();
  }

  private String watched(LesionBoard board) {
    if (group == null && board.groups().size() > 1) {
      throw new Failure("--group NAME: which of " + String.join(", ", board.groups()) + "?");
    }
    return group == null ? board.groups().first() : group;
  }

  private String missing(KafkaSettings settings, LesionBoard board) {
    return "%sno scores within %s s in %s; there are those of %s%s"
        .formatted(
            group == null ? "" : "--group " + group + ": ",
            patience.timeoutSeconds(),
            Topic.LESION_LATEST.name(settings.prefix()),
            board.groups().isEmpty() ? "no group" : String.join(", ", board.groups()),
            board.unread().stream().map(text -> "; " + text).collect(Collectors.joining()));
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }
}
