// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.local;

import dev.sluice.workbench.topics.OpenTransactions;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.common.KafkaException;

/**
 * Says every few seconds how much a bounded job has read, or, once it reads no more, what it waits
 * for: a transaction that somebody has open on a topic that it reads, or its own work. A short job
 * says nothing.
 */
final class BoundedProgress implements AutoCloseable {
  private static final int SECONDS = 3;

  private final LocalCluster cluster;
  private final JobID id;
  private final LocalJob.Job job;
  private final PrintWriter out;
  private final ScheduledExecutorService timer;
  private long before;
  private String said = "";

  /** Watches nothing before {@link #start}. */
  BoundedProgress(LocalCluster cluster, JobID id, LocalJob.Job job, PrintWriter out) {
    this.cluster = cluster;
    this.id = id;
    this.job = job;
    this.out = out;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "sluice-progress");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Begins to watch; of a job that does not end by itself nothing is said. */
  void start() {
    if (job.bounded()) {
      Future<?> unused = // ends with the timer
          timer.scheduleWithFixedDelay(this::say, SECONDS, SECONDS, TimeUnit.SECONDS);
    }
  }

  /** Says where the job is, unless that is what was said last. */
  private void say() {
    try {
      long read = read();
      String state = read > before ? "" : waitsFor();
      before = read;
      String line = String.format(Locale.ROOT, "%s job: %,d read%s", job.name(), read, state);
      if (!line.equals(said)) {
        out.println(line);
        out.flush();
        said = line;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | KafkaException e) {
      // The job has just ended, or the broker does not answer: the job itself says so.
    }
  }

  private long read() {
    return job.operators().values().stream()
        .mapToLong(operators -> Accounts.of(cluster.counts(id, operators)).read())
        .sum();
  }

  private String waitsFor() throws InterruptedException, ExecutionException {
    Map<String, Long> owed = cluster.owed(id);
    if (!owed.isEmpty()) {
      return owed.entrySet().stream()
          .map(entry -> "%s (%d to go)".formatted(entry.getKey(), entry.getValue()))
          .collect(Collectors.joining(", ", "; computes: ", ""));
    }
    List<String> open = OpenTransactions.of(job.kafka(), job.inputs());
    if (open.isEmpty() && before == 0) {
      return ""; // it has hardly begun, or there is nothing
    }
    return open.isEmpty()
        ? "; writes its results"
        : "; waits for an open transaction of another program on " + String.join(", ", open);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
