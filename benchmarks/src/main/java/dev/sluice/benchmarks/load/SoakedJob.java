// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.load;

import dev.sluice.benchmarks.workload.Workload;
import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.workbench.local.Accounts;
import dev.sluice.workbench.local.LocalCluster;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/** A job on topics of its own, exactly-once, with who sends to it and who reads from it. */
final class SoakedJob implements AutoCloseable {
  private static final int POLL_MILLIS = 100;

  /** Of records; a lag of so many bytes would end every measurement. */
  private static final long KEPT_BYTES = 2L << 30;

  private final LocalCluster cluster;
  private final Workload workload;
  private final Outstanding outstanding = new Outstanding();
  private final OwnTopics topics;
  private final RunningJob running;
  private final PacedProducer producer;
  private final CommittedReader reader;

  /**
   * Starts it all, at rate 0.
   *
   * @param prefix of its topics
   */
  SoakedJob(LocalCluster cluster, String bootstrap, String prefix, MeasuredJob job)
      throws InterruptedException {
    this.cluster = cluster;
    workload = job.workload(SoakSettings.keys(job), SoakSettings.width(job));
    KafkaSettings kafka = OwnTopics.settings(bootstrap, prefix, Delivery.EXACTLY_ONCE);
    topics = new OwnTopics(kafka, 1);
    topics.keepAtMost(KEPT_BYTES, workload.topic());
    producer = new PacedProducer(workload, kafka, outstanding);
    reader = new CommittedReader(workload, kafka, outstanding);
    running = RunningJob.start(cluster, workload, kafka, SoakSettings.options(job));
  }

  PacedProducer producer() {
    return producer;
  }

  CommittedReader reader() {
    return reader;
  }

  Outstanding outstanding() {
    return outstanding;
  }

  /** The accounts of its records; of a survey without scenarios. */
  Accounts accounts() {
    Accounts all = running.accounts();
    long declared = workload.accepted(0);
    return new Accounts(
        all.read() - declared,
        all.accepted() - declared,
        all.deadLettered(),
        all.late(),
        all.duplicate(),
        all.waiting());
  }

  /** Records sent that the job has not read. */
  long lag() {
    return producer.sent() - accounts().read();
  }

  Checkpoints checkpoints() throws Exception {
    return Checkpoints.of(cluster.ui(), running.id().toString());
  }

  /** Holds that the job has not ended. */
  void requireRunning() throws InterruptedException, ExecutionException {
    running.requireRunning();
  }

  /** Waits for the first checkpoint: then every task runs. */
  void awaitStarted(Duration patience) throws Exception {
    long start = System.nanoTime();
    while (checkpoints().completed() == 0) {
      if (System.nanoTime() - start > patience.toNanos()) {
        throw new IllegalStateException("the job has no checkpoint within " + patience);
      }
      requireRunning();
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Waits until all that was sent is read; false if it takes longer than this. */
  boolean drain(Duration patience) throws InterruptedException, ExecutionException {
    return await(patience, () -> lag() == 0);
  }

  /**
   * Waits until all is accounted for, and shown to readers of committed records.
   *
   * @return false if it takes longer than this
   */
  boolean settle(Duration patience) throws InterruptedException, ExecutionException {
    return await(
        patience,
        () ->
            lag() == 0
                && accounts().waiting() == 0
                && accounts().balance()
                && outstanding.count() == 0
                && reader.deadLetters() >= accounts().deadLettered());
  }

  /** Something to wait for. */
  private interface Condition {
    boolean holds();
  }

  private boolean await(Duration patience, Condition condition)
      throws InterruptedException, ExecutionException {
    long start = System.nanoTime();
    while (!condition.holds()) {
      if (System.nanoTime() - start > patience.toNanos()) {
        return false;
      }
      requireRunning();
      Thread.sleep(POLL_MILLIS);
    }
    return true;
  }

  @Override
  @SuppressWarnings("try") // they are closed, each whatever becomes of the others
  public void close() {
    try (OwnTopics all = topics;
        RunningJob job = running;
        CommittedReader committed = reader;
        PacedProducer sending = producer) {
      sending.rate(0);
    }
  }
}
