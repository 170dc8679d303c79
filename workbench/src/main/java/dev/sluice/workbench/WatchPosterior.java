// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.Topic;
import java.io.PrintWriter;
import java.util.List;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice watch posterior}: the posterior of one experiment, as it changes. */
@Command(
    name = "posterior",
    description = {
      "Watch the posterior over the causal graphs of an experiment.",
      "",
      "Shows the probability of every edge, the pairs of variables that are least certain, and how"
          + " the posterior has come to where it is. A terminal is redrawn in place; elsewhere every"
          + " snapshot is appended as plain text.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice watch posterior --experiment lab --bootstrap localhost:9092",
      "  sluice watch posterior --once --experiment lab --bootstrap localhost:9092"
    })
final class WatchPosterior implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--experiment",
      required = true,
      paramLabel = "ID",
      description = "Experiment to watch.")
  private String experimentId;

  @Mixin private WatchOptions watch;

  private final PosteriorHistory history = new PosteriorHistory();
  private PosteriorSnapshot latest;

  @Override
  public void run() {
    KafkaSettings settings =
        watch.await("posterior", List.of(Topic.POSTERIOR_LATEST, Topic.POSTERIOR_METRICS));
    try (Snapshots<PosteriorSnapshot> snapshots =
            Snapshots.of(
                settings, Topic.POSTERIOR_LATEST, PosteriorSnapshot.class, experimentId::equals);
        Snapshots<PosteriorSnapshot> metrics =
            Snapshots.of(
                settings, Topic.POSTERIOR_METRICS, PosteriorSnapshot.class, experimentId::equals)) {
      snapshots.readToEnd((id, snapshot) -> latest = snapshot);
      watch.await(
          () -> latest != null,
          () -> snapshots.poll(WatchOptions.POLL, (id, snapshot) -> latest = snapshot),
          () -> missing(settings));
      if (watch.once()) {
        metrics.readToEnd(this::remember);
        print(latest, new Terminal(false, Terminal.ofProcess().shades()));
      } else {
        follow(snapshots, metrics, Terminal.ofProcess());
      }
    }
  }

  private String missing(KafkaSettings settings) {
    return "--experiment %s: no posterior within %s s in %s; there are those of %s"
        .formatted(
            experimentId,
            watch.timeoutSeconds(),
            Topic.POSTERIOR_LATEST.name(settings.prefix()),
            others(settings));
  }

  private static String others(KafkaSettings settings) {
    TreeSet<String> ids = new TreeSet<>();
    try (Snapshots<PosteriorSnapshot> all =
        Snapshots.of(settings, Topic.POSTERIOR_LATEST, PosteriorSnapshot.class, id -> true)) {
      all.readToEnd(
          (id, snapshot) -> {
            if (snapshot == null) {
              ids.remove(id);
            } else {
              ids.add(id);
            }
          });
    }
    return ids.isEmpty() ? "no experiment" : String.join(", ", ids);
  }

  private void follow(
      Snapshots<PosteriorSnapshot> snapshots,
      Snapshots<PosteriorSnapshot> metrics,
      Terminal terminal) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(terminal.start());
    PosteriorSnapshot shown = null;
    while (latest != null && !Thread.currentThread().isInterrupted()) {
      if (!latest.equals(shown)) {
        shown = latest;
        metrics.readToEnd(this::remember);
        print(shown, terminal);
      }
      snapshots.poll(WatchOptions.POLL, (id, snapshot) -> latest = snapshot);
    }
    out.printf("experiment %s has ended%n", experimentId);
  }

  private void remember(String id, PosteriorSnapshot snapshot) {
    if (snapshot == null) {
      history.clear();
    } else {
      history.observe(snapshot);
    }
  }

  private void print(PosteriorSnapshot snapshot, Terminal terminal) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(terminal.frame(new PosteriorView(terminal.shades()).lines(snapshot, history)));
    out.flush();
  }
}
