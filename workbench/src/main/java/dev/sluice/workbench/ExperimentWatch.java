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
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecordBase;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options and the work of a command that watches what a job writes of one experiment. */
final class ExperimentWatch {
  private static final Duration POLL = Duration.ofMillis(250);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

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

  /**
   * What is watched.
   *
   * @param job that writes it
   * @param snapshot what one of its snapshots is called, with its article
   * @param latest topic of the latest snapshots
   * @param all topic of all snapshots
   * @param type of the snapshots
   */
  record Subject<T>(String job, String snapshot, Topic latest, Topic all, Class<T> type) {}

  /** What is shown. */
  interface View<T> {
    /** Takes a snapshot, in turn; null if the experiment has ended. */
    void observe(T snapshot);

    /** The lines of the latest snapshot. */
    List<String> lines(T latest, boolean shaded);
  }

  /**
   * Shows the snapshots of the experiment, until it ends.
   *
   * @throws Failure if there is none in time
   */
  <T extends SpecificRecordBase> void run(Subject<T> subject, View<T> view) {
    KafkaSettings settings = connection.settings();
    long deadline = System.nanoTime() + timeout.toNanos();
    awaitTopics(subject, settings, deadline);
    try (Snapshots<T> snapshots = open(settings, subject, subject.latest());
        Snapshots<T> all = open(settings, subject, subject.all())) {
      Latest<T> latest = new Latest<>();
      awaitFirst(subject, settings, snapshots, latest, deadline);
      if (once) {
        all.readToEnd((id, snapshot) -> view.observe(snapshot));
        print(latest.snapshot, view, new Terminal(false, Terminal.ofProcess().shades()));
      } else {
        follow(snapshots, all, latest, view);
      }
    }
  }

  /** The latest snapshot; null if there is none. */
  private static final class Latest<T> {
    private T snapshot;
  }

  private <T extends SpecificRecordBase> Snapshots<T> open(
      KafkaSettings settings, Subject<T> subject, Topic topic) {
    return Snapshots.of(settings, topic, subject.type(), experimentId::equals);
  }

  private static void awaitTopics(Subject<?> subject, KafkaSettings settings, long deadline) {
    List<Topic> topics = List.of(subject.latest(), subject.all());
    List<String> missing = Topics.missing(settings, topics);
    while (!missing.isEmpty()) {
      if (System.nanoTime() >= deadline) {
        throw new Failure(
            "--bootstrap %s: no topic %s; has the %s job run?"
                .formatted(settings.bootstrap(), missing.get(0), subject.job()));
      }
      LockSupport.parkNanos(POLL.toNanos());
      missing = Topics.missing(settings, topics);
    }
  }

  private <T extends SpecificRecordBase> void awaitFirst(
      Subject<T> subject,
      KafkaSettings settings,
      Snapshots<T> snapshots,
      Latest<T> latest,
      long deadline) {
    snapshots.readToEnd((id, snapshot) -> latest.snapshot = snapshot);
    while (latest.snapshot == null) {
      if (System.nanoTime() >= deadline) {
        throw new Failure(
            "--experiment %s: no %s within %s s in %s; there are those of %s"
                .formatted(
                    experimentId,
                    subject.snapshot(),
                    timeout.toSeconds(),
                    subject.latest().name(settings.prefix()),
                    others(settings, subject)));
      }
      snapshots.poll(POLL, (id, snapshot) -> latest.snapshot = snapshot);
    }
  }

  private static <T extends SpecificRecordBase> String others(
      KafkaSettings settings, Subject<T> subject) {
    TreeSet<String> ids = new TreeSet<>();
    try (Snapshots<T> all = Snapshots.of(settings, subject.latest(), subject.type(), id -> true)) {
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

  private <T extends SpecificRecordBase> void follow(
      Snapshots<T> snapshots, Snapshots<T> all, Latest<T> latest, View<T> view) {
    Terminal terminal = Terminal.ofProcess();
    PrintWriter out = spec.commandLine().getOut();
    out.print(terminal.start());
    T shown = null;
    while (latest.snapshot != null && !Thread.currentThread().isInterrupted()) {
      if (!latest.snapshot.equals(shown)) {
        shown = latest.snapshot;
        all.readToEnd((id, snapshot) -> view.observe(snapshot));
        print(shown, view, terminal);
      }
      snapshots.poll(POLL, (id, snapshot) -> latest.snapshot = snapshot);
    }
    out.printf("experiment %s has ended%n", experimentId);
  }

  private <T> void print(T snapshot, View<T> view, Terminal terminal) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(terminal.frame(view.lines(snapshot, terminal.shades())));
    out.flush();
  }
}
