// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.command.AwaitOptions;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.topics.Snapshots;
import dev.sluice.workbench.topics.Unread;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecordBase;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a command that reads what a job writes of one experiment, and the waiting. */
public final class ExperimentResults {
  @Option(
      names = "--experiment",
      required = true,
      paramLabel = "ID",
      description = "Experiment whose results are read.")
  private String experimentId;

  @Mixin private AwaitOptions patience;

  /**
   * What is read.
   *
   * @param job that writes it
   * @param snapshot what its snapshots are called
   * @param latest topic of the latest snapshots
   * @param all topic of all snapshots
   * @param type of the snapshots
   */
  public record Subject<T>(String job, String snapshot, Topic latest, Topic all, Class<T> type) {}

  /** The newest snapshot that was read; null if there is none, or not any more. */
  static final class Newest<T> implements BiConsumer<String, T> {
    private T snapshot;

    @Override
    public void accept(String id, T next) {
      snapshot = next;
    }

    T snapshot() {
      return snapshot;
    }
  }

  String experimentId() {
    return experimentId;
  }

  /**
   * Waits for the topics.
   *
   * @throws Failure if one is not there in time
   */
  KafkaSettings connect(Subject<?> subject) {
    return patience.await(subject.job(), List.of(subject.latest(), subject.all()));
  }

  /** The experiment's snapshots in a topic. */
  <T extends SpecificRecordBase> Snapshots<T> open(
      KafkaSettings settings, Topic topic, Class<T> type) {
    return Snapshots.of(settings, topic, type, experimentId::equals);
  }

  /**
   * Waits for the latest snapshot.
   *
   * @throws Failure if there is none in time
   */
  <T extends SpecificRecordBase> Newest<T> await(
      KafkaSettings settings, Subject<T> subject, Snapshots<T> snapshots) {
    Newest<T> newest = new Newest<>();
    snapshots.readToEnd(newest);
    patience.await(
        () -> newest.snapshot != null,
        () -> snapshots.poll(AwaitOptions.POLL, newest),
        () -> missing(settings, subject, snapshots.unread()));
    return newest;
  }

  /**
   * The latest snapshot there is, or the first that comes.
   *
   * @throws Failure if there is none in time, or a newer one may be that cannot be read
   */
  public <T extends SpecificRecordBase> T latest(Subject<T> subject) {
    KafkaSettings settings = connect(subject);
    try (Snapshots<T> snapshots = open(settings, subject.latest(), subject.type())) {
      T latest = await(settings, subject, snapshots).snapshot();
      snapshots
          .unread()
          .text()
          .ifPresent(
              text -> {
                throw new Failure("--experiment " + experimentId + ": " + text);
              });
      return latest;
    }
  }

  private <T extends SpecificRecordBase> String missing(
      KafkaSettings settings, Subject<T> subject, Unread unread) {
    return "--experiment %s: no %s within %s s in %s; there are those of %s%s"
        .formatted(
            experimentId,
            subject.snapshot(),
            patience.timeoutSeconds(),
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
}
