// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A job on a cluster, which keeps its identity while Flink gives it a new id at each submission.
 * Not thread-safe.
 */
final class ClusterJob {
  private final Cluster cluster;
  private FlinkCommand.Submission submission;
  private String id;
  private String from;

  /** A job that is still to be submitted, see {@link FlinkCommand#runAll}. */
  ClusterJob(Cluster cluster, FlinkCommand.Submission submission) {
    this.cluster = cluster;
    this.submission = submission;
  }

  /** What is to be submitted. */
  FlinkCommand.Submission submission() {
    return submission;
  }

  /** Savepoint or retained checkpoint that it begins with; null for none. */
  String from() {
    return from;
  }

  /** Takes the id that Flink has given it. */
  void submitted(String newId) {
    id = newId;
  }

  /** Its present id. */
  String id() {
    return id;
  }

  /** Waits until all its tasks run. */
  void awaitRunning() {
    cluster
        .patience()
        .await(submission.main() + " to run", () -> cluster.rest().runs(id), this::failure);
  }

  /**
   * Waits until all its tasks run and a checkpoint is complete that was begun after this time.
   *
   * @param since epoch milliseconds
   */
  void awaitCheckpoint(long since) {
    awaitRunning();
    cluster
        .patience()
        .await(
            submission.main() + " to take a checkpoint",
            () -> cluster.rest().completedCheckpoint(id) > since,
            this::failure);
  }

  /** Will begin with the newest checkpoint that a JobManager has left behind. */
  void takeNewestCheckpoint() {
    from = newestCheckpoint();
  }

  /** Will begin with this savepoint. */
  void takeSavepoint(String savepoint) {
    from = savepoint;
  }

  /**
   * Stops it with a savepoint in canonical format; will begin there as another build, or with
   * another parallelism.
   *
   * @return the savepoint
   */
  String stopFor(FlinkCommand.Submission next) {
    from = cluster.rest().stop(id, cluster.configuration().savepoints(), cluster.patience());
    submission = next;
    return from;
  }

  /** The newest complete checkpoint, or what the job was begun with where there is none yet. */
  String newestCheckpoint() {
    Path folder = cluster.configuration().checkpoints().resolve(id);
    if (!Files.isDirectory(folder)) {
      return from;
    }
    try (Stream<Path> checkpoints = Files.list(folder)) {
      Optional<Path> newest =
          checkpoints
              .filter(each -> Files.exists(each.resolve("_metadata")))
              .max(Comparator.comparingLong(ClusterJob::number));
      return newest.map(path -> path.toUri().toString()).orElse(from);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long number(Path checkpoint) {
    return Long.parseLong(checkpoint.getFileName().toString().substring("chk-".length()));
  }

  private String failure() {
    try {
      return cluster.rest().status(id) + " " + cluster.rest().failure(id);
    } catch (IOException | InterruptedException e) {
      return "the JobManager does not say: " + e;
    }
  }
}
