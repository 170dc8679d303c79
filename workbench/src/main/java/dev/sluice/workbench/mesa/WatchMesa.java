// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.mesa;

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

/** {@code sluice watch mesa}: the losses of learners in context, as tokens come. */
@Command(
    name = "mesa",
    description = {
      "Watch how learners in context predict the sequences of a group.",
      "",
      "Shows the mean loss of every learner over all steps and at some, its ratio to ridge"
          + " regression, its regret, how its loss goes from step to step, and how well it solves,"
          + " in 100 columns. A terminal is redrawn in place; elsewhere every change is appended as"
          + " plain text.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice watch mesa --group linear --bootstrap localhost:9092",
      "  sluice watch mesa --once --group linear --steps 1,10,50 --bootstrap localhost:9092"
    })
public final class WatchMesa implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--group",
      paramLabel = "NAME",
      description = "Group of sequences to watch. Default: the only one that there is.")
  private String group;

  @Option(
      names = "--steps",
      split = ",",
      paramLabel = "N",
      description =
          "Steps whose losses are shown, " + MesaView.STEPS + " at most. Default: round ones.")
  private List<Long> steps = List.of();

  @Option(
      names = "--medians",
      description = "Show the median of the losses at steps, not their mean.")
  private boolean medians;

  @Mixin private WatchOptions watch;
  @Mixin private AwaitOptions patience;

  @Override
  public void run() {
    if (steps.size() > MesaView.STEPS || steps.stream().anyMatch(step -> step < 1)) {
      throw new Failure("--steps: takes up to %d steps, from 1 on".formatted(MesaView.STEPS));
    }
    KafkaSettings settings = patience.await("mesa", List.of(Topic.MESA_LATEST));
    try (MesaBoard board = new MesaBoard(settings)) {
      board.read();
      patience.await(
          () -> isThere(board),
          () -> board.poll(AwaitOptions.POLL),
          () -> missing(settings, board));
      String watched = watched(board);
      Terminal terminal = watch.once() ? new Terminal(false, false) : Terminal.ofProcess();
      print(terminal.start());
      do {
        if (board.hasChanged() && board.of(watched) != null) {
          List<String> lines = new ArrayList<>(MesaView.lines(board.of(watched), steps, medians));
          lines.addAll(board.unread());
          print(terminal.frame(lines));
        }
        if (!watch.once()) {
          board.poll(AwaitOptions.POLL);
        }
      } while (!watch.once() && !Thread.currentThread().isInterrupted());
    }
  }

  private boolean isThere(MesaBoard board) {
    return group == null ? !board.groups().isEmpty() : board.of(group) != null;
  }

  private String watched(MesaBoard board) {
    if (group == null && board.groups().size() > 1) {
      throw new Failure("--group NAME: which of " + String.join(", ", board.groups()) + "?");
    }
    return group == null ? board.groups().first() : group;
  }

  private String missing(KafkaSettings settings, MesaBoard board) {
    return "%sno losses within %s s in %s; there are those of %s%s"
        .formatted(
            group == null ? "" : "--group " + group + ": ",
            patience.timeoutSeconds(),
            Topic.MESA_LATEST.name(settings.prefix()),
            board.groups().isEmpty() ? "no group" : String.join(", ", board.groups()),
            board.unread().stream().map(text -> "; " + text).collect(Collectors.joining()));
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }
}
