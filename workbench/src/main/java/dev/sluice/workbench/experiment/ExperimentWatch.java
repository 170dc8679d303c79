// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.Terminal;
import dev.sluice.workbench.command.WatchOptions;
import dev.sluice.workbench.topics.Snapshots;
import dev.sluice.workbench.topics.Unread;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecordBase;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options and the work of a command that watches what a job writes of one experiment. */
public final class ExperimentWatch {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--experiment",
      required = true,
      paramLabel = "ID",
      description = "Experiment to watch.")
  private String experimentId;

  @Mixin private WatchOptions watch;

  /**
   * What is watched.
   *
   * @param job that writes it
   * @param snapshot what its snapshots are called
   * @param latest topic of the latest snapshots
   * @param all topic of all snapshots
   * @param type of the snapshots
   */
  public record Subject<T>(String job, String snapshot, Topic latest, Topic all, Class<T> type) {}

  /** What is shown. */
  public interface View<T> {
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
  public <T extends SpecificRecordBase> void run(Subject<T> subject, View<T> view) {
    KafkaSettings settings = watch.await(subject.job(), List.of(subject.latest(), subject.all()));
    try (Snapshots<T> snapshots = open(settings, subject, subject.latest());
        Snapshots<T> all = open(settings, subject, subject.all())) {
      Latest<T> latest = new Latest<>();
      snapshots.readToEnd((id, snapshot) -> latest.snapshot = snapshot);
      watch.await(
          () -> latest.snapshot != null,
          () -> snapshots.poll(WatchOptions.POLL, (id, snapshot) -> latest.snapshot = snapshot),
          () -> missing(settings, subject, snapshots.unread()));
      if (watch.once()) {
        all.readToEnd((id, snapshot) -> view.observe(snapshot));
        Terminal terminal = new Terminal(false, Terminal.ofProcess().shades());
        print(latest.snapshot, view, terminal, snapshots);
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

  private <T extends SpecificRecordBase> String missing(
      KafkaSettings settings, Subject<T> subject, Unread unread) {
    return "--experiment %s: no %s within %s s in %s; there are those of %s%s"
        .formatted(
            experimentId,
            subject.snapshot(),
            watch.timeoutSeconds(),
            subject.latest().name(settings.prefix()),
            others(settings, subject),
            unread.text().map(text -> "; " + text).orElse(""));
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
    long unread = 0;
    while (latest.snapshot != null && !Thread.currentThread().isInterrupted()) {
      if (!latest.snapshot.equals(shown) || snapshots.unread().records() > unread) {
        shown = latest.snapshot;
        unread = snapshots.unread().records();
        all.readToEnd((id, snapshot) -> view.observe(snapshot));
        print(shown, view, terminal, snapshots);
      }
      snapshots.poll(WatchOptions.POLL, (id, snapshot) -> latest.snapshot = snapshot);
    }
    out.printf("experiment %s has ended%n", experimentId);
  }

  private <T extends SpecificRecordBase> void print(
      T snapshot, View<T> view, Terminal terminal, Snapshots<T> snapshots) {
    List<String> lines = new ArrayList<>(view.lines(snapshot, terminal.shades()));
    snapshots
        .unread()
        .text()
        .ifPresent(text -> lines.add(text + "; the latest that is shown may be older"));
    PrintWriter out = spec.commandLine().getOut();
    out.print(terminal.frame(lines));
    out.flush();
  }
}
