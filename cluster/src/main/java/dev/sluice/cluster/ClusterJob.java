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

  private ClusterJob(Cluster cluster, FlinkCommand.Submission submission) {
    this.cluster = cluster;
    this.submission = submission;
  }

  /** Submits a job without state. */
  static ClusterJob submit(Cluster cluster, FlinkCommand.Submission submission) {
    return submit(cluster, submission, null);
  }

  /** Submits a job with the state of a savepoint. */
  static ClusterJob submit(Cluster cluster, FlinkCommand.Submission submission, String savepoint) {
    ClusterJob job = new ClusterJob(cluster, submission);
    job.from = savepoint;
    job.id = cluster.flink().run(submission, savepoint);
    return job;
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

  /** Submits it anew from the newest checkpoint that a JobManager has left behind. */
  void resume() {
    from = newestCheckpoint();
    id = cluster.flink().run(submission, from);
  }

  /** Stops it with a savepoint and begins another build of it there, at another parallelism. */
  void upgrade(FlinkCommand.Submission next) {
    from = stop();
    submission = next;
    id = cluster.flink().run(next, from);
  }

  /** Stops it; gives the savepoint. */
  String stop() {
    return cluster.flink().stop(id);
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
