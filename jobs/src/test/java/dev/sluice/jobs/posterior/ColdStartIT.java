// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import static dev.sluice.connectors.TestCluster.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.TestBroker;
import dev.sluice.connectors.TestCluster;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.TestTopics;
import dev.sluice.jobs.experiment.AdmissionSettings;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Samples that come before their declaration, when a job starts and when it starts again. */
class ColdStartIT {

  @RegisterExtension static final TestBroker BROKER = TestBroker.shared();
  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  /** Holds up declarations. */
  private static volatile CountDownLatch gate;

  @RegisterExtension final TestTopics topics = new TestTopics(BROKER, PosteriorJob.TOPICS);

  @BeforeEach
  void close() {
    gate = new CountDownLatch(1);
  }

  @AfterEach
  void open() {
    gate.countDown();
  }

  private PosteriorSettings settings(int waitingSamples) {
    PosteriorSettings base = Fixture.settings(BROKER.bootstrap(), false);
    KafkaSettings kafka = topics.settings(Delivery.AT_LEAST_ONCE);
    return new PosteriorSettings(
        new JobTopics(kafka, kafka.prefix() + "posterior", false),
        base.refresh(),
        base.statistics(),
        new AdmissionSettings(
            base.admission().dedupWindow(), waitingSamples, base.admission().waitingTime()));
  }

  /**
   * The job, but that declarations, read to their end or not, go through a gate. No checkpoint is
   * taken: its barriers would wait at the gate, and samples behind them.
   */
  private static void buildGated(StreamExecutionEnvironment env, PosteriorSettings settings) {
    env.getCheckpointConfig().disableCheckpointing();
    JobTopics topics = settings.topics();
    DataStream<RawRecord> declarations =
        topics
            .declarations(env, Topic.EXPERIMENTS, "experiments")
            .map(ColdStartIT::passTheGate, TypeInformation.of(RawRecord.class))
            .name("gate")
            .uid("gate")
            .forceNonParallel();
    PosteriorJob.Streams streams =
        PosteriorJob.define(topics.source(env, Topic.SAMPLES, "samples"), declarations, settings);
    topics.write(
        streams.snapshots(),
        PosteriorSnapshot.class,
        "snapshots",
        Topic.POSTERIOR_METRICS,
        Topic.POSTERIOR_LATEST);
    topics.write(streams.refused());
  }

  private static RawRecord passTheGate(RawRecord declaration) throws InterruptedException {
    gate.await();
    return declaration;
  }

  private void declare(String experiment) {
    topics.send(Topic.EXPERIMENTS, experiment, Fixture.declaration(experiment, ""));
  }

  /** Sends samples; those of one call and the next stay in this order. */
  private List<String> sendSamples(String experiment, int from, int to) {
    List<String> sent = new ArrayList<>();
    for (int t = from; t < to; t++) {
      sent.add(Fixture.sample(experiment, "s" + t, "[]", Fixture.row(t)));
    }
    topics.sendAll(Topic.SAMPLES, "one partition", sent);
    return sent;
  }

  private void awaitSamples(String experiment, long samples) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> topics.latest(Topic.POSTERIOR_LATEST).get(experiment),
            snapshot -> snapshot != null && snapshot.get("samples").asLong() == samples);
  }

  @Test
  void samplesOfADeclarationWrittenWhileTheJobWasDownWait() throws Exception {
    PosteriorSettings nobodyMayWait = settings(0);
    declare("waves");
    sendSamples("waves", 0, 5);
    gate.countDown();
    JobID job = CLUSTER.submit(env -> buildGated(env, nobodyMayWait), 2, null);
    awaitSamples("waves", 5);
    String savepoint = CLUSTER.stop(job);

    gate = new CountDownLatch(1);
    declare("later");
    sendSamples("later", 0, 100);
    sendSamples("waves", 5, 12);
    JobID restarted = CLUSTER.submit(env -> buildGated(env, nobodyMayWait), 4, savepoint);
    awaitSamples("waves", 12);
    assertThat(topics.deadLetters()).isEmpty();
    gate.countDown();

    awaitSamples("later", 100);
    assertThat(topics.deadLetters()).isEmpty();
    String stray = sendSamples("nowhere", 0, 1).get(0);
    await()
        .atMost(PATIENCE)
        .until(() -> topics.deadLetters().equals(Map.of(stray, "undeclared-experiment")));
    assertThat(CLUSTER.restarts(restarted)).isZero();
  }

  @Test
  void onceTheDeclarationsHaveBeenReadTheNewestBeyondThePlacesBecomeDeadLetters() throws Exception {
    PosteriorSettings settings = settings(400);
    declare("waves");
    List<String> sent = sendSamples("later", 0, 600);
    sendSamples("waves", 0, 12);
    JobID job = CLUSTER.submit(env -> buildGated(env, settings), 2, null);
    gate.countDown();

    Set<String> beyond = beyondThePlaces(sent, settings);
    await().atMost(PATIENCE).until(() -> topics.deadLetters().keySet().equals(beyond));
    awaitSamples("waves", 12);
    declare("later");
    awaitSamples("later", 600 - beyond.size());
    assertThat(topics.deadLetters().values()).containsOnly("undeclared-experiment");
    assertThat(topics.records(Topic.DEAD_LETTERS)).hasSize(beyond.size());
    assertThat(CLUSTER.restarts(job)).isZero();
  }

  private static Set<String> beyondThePlaces(List<String> sent, PosteriorSettings settings) {
    Map<Integer, Integer> waiting = new HashMap<>();
    Set<String> beyond = new HashSet<>();
    for (int t = 0; t < sent.size(); t++) {
      int bucket = Math.floorMod(("s" + t).hashCode(), settings.statistics().buckets());
      if (waiting.merge(bucket, 1, Integer::sum) > settings.admissionPerBucket().waitingSamples()) {
        beyond.add(sent.get(t));
      }
    }
    return beyond;
  }
}
