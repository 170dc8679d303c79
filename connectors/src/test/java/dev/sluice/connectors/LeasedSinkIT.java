// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.connectors.lease.LeaseTakenException;
import dev.sluice.connectors.lease.Transactions;
import dev.sluice.connectors.wire.Decoder;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.schemas.InterventionKind;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jobs whose transactions would be taken for another's: refused, while the other goes on. */
class LeasedSinkIT {
  @RegisterExtension private static final TestBroker BROKER = TestBroker.shared();
  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern CLIENTS =
      Pattern.compile("kafka-(admin-client|producer-network|coordinator-heartbeat)-thread");

  @Test
  void aSecondJobOfTheSameInstanceIsRefusedAndTheFirstGoesOn() throws Exception {
    String prefix = "same-instance.";
    JobID first = CLUSTER.submit(env -> copy(prefix, "a").build(env, false), 2, null);
    send(prefix, 1, 50);
    awaitCopies(prefix, 50);

    JobID second = CLUSTER.submitUnawaited(env -> copy(prefix, "a").build(env, false));

    assertRefused(second, prefix + "copy-a", first);
    send(prefix, 51, 100);
    awaitCopies(prefix, 100);
    assertThat(CLUSTER.restarts(first)).isZero();
  }

  @Test
  void aForkOfARunningJobIsRefusedWhateverItsOwnInstance() throws Exception {
    String prefix = "fork.";
    JobID first = CLUSTER.submit(env -> copy(prefix, "a").build(env, false), 2, null);
    send(prefix, 1, 50);
    awaitCopies(prefix, 50);
    String savepoint = CLUSTER.savepoint(first);

    Throwable refusal = CLUSTER.refusal(env -> copy(prefix, "b").build(env, false), savepoint);

    assertThat(refusal)
        .hasStackTraceContaining(
            "LeaseTakenException: transactional ids %scopy-a… belong to job %s"
                .formatted(prefix, first));
    send(prefix, 51, 100);
    awaitCopies(prefix, 100);
    assertThat(CLUSTER.restarts(first)).isZero();
  }

  @Test
  void anotherInstanceBesideItRunsToo() throws Exception {
    String prefix = "beside.";
    CLUSTER.submit(env -> copy(prefix, "a").build(env, false), 1, null);
    CLUSTER.submit(env -> copy(prefix, "b").build(env, false), 1, null);
    send(prefix, 1, 50);

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(copies(prefix)).hasSize(100));
  }

  /** Another job id, another instance, while the session of the one before still lives. */
  @Test
  void aJobThatGoesOnUnderAnotherInstanceLosesNothingAndAbortsWhatWasLeftOpen() throws Exception {
    String prefix = "killed.";
    JobID first = CLUSTER.submit(env -> rare(patient(prefix, "a"), env), 2, null);
    send(prefix, 1, 50);
    await()
        .atMost(PATIENCE)
        .until(() -> open(prefix).stream().anyMatch(id -> id.startsWith(prefix + "copy-a-copy-")));
    String checkpoint = CLUSTER.savepoint(first);
    send(prefix, 51, 100);
    CLUSTER.cancel(first);
    // What a process that is killed leaves: a transaction that nobody will end.
    KafkaProducer<byte[], byte[]> killed =
        BROKER.producer(Map.of("transactional.id", prefix + "copy-a-copy-1-77"));
    killed.initTransactions();
    killed.beginTransaction();
    killed
        .send(new ProducerRecord<>(CopyJob.OUTPUT.name(prefix), "twice".getBytes(UTF_8), null))
        .get();

    CLUSTER.submit(env -> patient(prefix, "b").build(env, false), 1, checkpoint);

    awaitCopies(prefix, 100);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(open(prefix)).noneMatch(id -> id.startsWith(prefix + "copy-a")));
    killed.close(Duration.ZERO);
  }

  /** Else a session cluster's TaskManagers keep the classes of jobs that are gone. */
  @Test
  void aJobThatHasEndedLeavesNoThreadOfAClient() throws Exception {
    String prefix = "ended.";
    Set<Thread> before = clientThreads();
    JobID job = CLUSTER.submit(env -> copy(prefix, "a").build(env, false), 2, null);
    send(prefix, 1, 50);
    awaitCopies(prefix, 50);
    assertThat(clientThreads()).size().isGreaterThan(before.size());

    CLUSTER.stop(job);

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(clientThreads()).isSubsetOf(before));
  }

  private static Set<Thread> clientThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> CLIENTS.matcher(thread.getName()).lookingAt())
        .collect(Collectors.toSet());
  }

  private static void rare(CopyJob job, StreamExecutionEnvironment env) {
    env.getCheckpointConfig().setCheckpointInterval(3_600_000);
    job.build(env, false);
  }

  private static void assertRefused(JobID job, String instance, JobID owner) throws Exception {
    assertThatThrownBy(() -> CLUSTER.result(job))
        .satisfies(
            thrown ->
                assertThat(ExceptionUtils.findThrowable(thrown, LeaseTakenException.class))
                    .get()
                    .extracting(Throwable::getMessage)
                    .isEqualTo(
                        "transactional ids %s… belong to job %s at /127.0.0.1, which still runs: stop that job first, or give this one another --instance and no state of that job"
                            .formatted(instance, owner)));
    assertThat(CLUSTER.restarts(job)).isZero();
  }

  /** A job that does not wait for another, whose session outlives what may stop this process. */
  private static CopyJob copy(String prefix, String instance) {
    return copy(settings(prefix), instance, 1_500);
  }

  /** A job that waits for the end of another, whose session is short. */
  private static CopyJob patient(String prefix, String instance) {
    return copy(settings(prefix, 1_000), instance, 60_000);
  }

  private static CopyJob copy(KafkaSettings settings, String instance, long patienceMillis) {
    return new CopyJob(
        settings,
        keyed -> keyed,
        new Transactions(settings.prefix() + "copy-" + instance, patienceMillis));
  }

  private static KafkaSettings settings(String prefix) {
    return settings(prefix, 30_000);
  }

  private static KafkaSettings settings(String prefix, int sessionMillis) {
    return new KafkaSettings(
        BROKER.bootstrap(),
        prefix,
        Delivery.EXACTLY_ONCE,
        WireFormat.JSON,
        null,
        100_000,
        Map.of(
            "session.timeout.ms", String.valueOf(sessionMillis), "heartbeat.interval.ms", "300"));
  }

  /** Transactions of a prefix that have not ended. */
  private static List<String> open(String prefix) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrap()))) {
      return admin.listTransactions().all().get().stream()
          .filter(each -> each.state().toString().equals("Ongoing"))
          .map(TransactionListing::transactionalId)
          .filter(id -> id.startsWith(prefix))
          .toList();
    }
  }

  private static void send(String prefix, int from, int to) {
    String samples = Topic.SAMPLES.name(prefix);
    BROKER.send(
        IntStream.rangeClosed(from, to)
            .mapToObj(
                id ->
                    new ProducerRecord<byte[], byte[]>(
                        samples,
                        settings(prefix).encoder(Sample.class, samples).encode(sample(id))))
            .toList());
  }

  private static Sample sample(int id) {
    return new Sample(
        "marks",
        String.valueOf(id),
        0L,
        List.of(),
        InterventionKind.PERFECT,
        List.of(id / 3.0),
        null,
        null,
        null);
  }

  /** Every sample up to this one, each once. */
  private static void awaitCopies(String prefix, int last) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(copies(prefix))
                    .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, last).mapToObj(String::valueOf).toList()));
  }

  private static List<String> copies(String prefix) {
    Decoder<Sample> decoder = settings(prefix).decoder(Sample.class);
    return BROKER.records(CopyJob.OUTPUT.name(prefix)).stream()
        .map(copy -> decoder.decode(copy.value()).record().getSampleId())
        .toList();
  }
}
