// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.Topics;
import dev.sluice.jobs.ConnectionOptions;
import dev.sluice.jobs.DurationConverter;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.Topic;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
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
  private static final Duration POLL = Duration.ofMillis(250);

  @Spec private CommandSpec spec;

  @Option(
      names = "--experiment",
      required = true,
      paramLabel = "ID",
      description = "Experiment to watch.")
  private String experimentId;

  @Option(names = "--once", description = "Show the latest snapshot and exit.")
  private boolean once;

  @Option(
      names = "--timeout",
      defaultValue = "10s",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description = "How long to wait for the first snapshot (default: ${DEFAULT-VALUE}).")
  private Duration timeout;

  @Mixin private ConnectionOptions connection;

  private final PosteriorHistory history = new PosteriorHistory();
  private PosteriorSnapshot latest;

  @Override
  public void run() {
    KafkaSettings settings = connection.settings();
    long deadline = System.nanoTime() + timeout.toNanos();
    awaitTopics(settings, deadline);
    try (Snapshots<PosteriorSnapshot> snapshots =
            Snapshots.of(
                settings, Topic.POSTERIOR_LATEST, PosteriorSnapshot.class, experimentId::equals);
        Snapshots<PosteriorSnapshot> metrics =
            Snapshots.of(
                settings, Topic.POSTERIOR_METRICS, PosteriorSnapshot.class, experimentId::equals)) {
      awaitFirst(settings, snapshots, deadline);
      if (once) {
        metrics.readToEnd(this::remember);
        print(latest, new Terminal(false, Terminal.ofProcess().shades()));
      } else {
        follow(snapshots, metrics, Terminal.ofProcess());
      }
    }
  }

  private void awaitTopics(KafkaSettings settings, long deadline) {
    List<Topic> topics = List.of(Topic.POSTERIOR_LATEST, Topic.POSTERIOR_METRICS);
    List<String> missing = Topics.missing(settings, topics);
    while (!missing.isEmpty()) {
      if (System.nanoTime() >= deadline) {
        throw new Failure(
            "--bootstrap %s: no topic %s; has the posterior job run?"
                .formatted(settings.bootstrap(), missing.get(0)));
      }
      LockSupport.parkNanos(POLL.toNanos());
      missing = Topics.missing(settings, topics);
    }
  }

  private void awaitFirst(
      KafkaSettings settings, Snapshots<PosteriorSnapshot> snapshots, long deadline) {
    snapshots.readToEnd((id, snapshot) -> latest = snapshot);
    while (latest == null) {
      if (System.nanoTime() >= deadline) {
        throw new Failure(
            "--experiment %s: no posterior within %s s in %s; there are those of %s"
                .formatted(
                    experimentId,
                    timeout.toSeconds(),
                    Topic.POSTERIOR_LATEST.name(settings.prefix()),
                    others(settings)));
      }
      snapshots.poll(POLL, (id, snapshot) -> latest = snapshot);
    }
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
      snapshots.poll(POLL, (id, snapshot) -> latest = snapshot);
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
