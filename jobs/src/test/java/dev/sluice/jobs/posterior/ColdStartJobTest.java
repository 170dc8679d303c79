// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.TestCluster;
import dev.sluice.connectors.Unhurried;
import dev.sluice.jobs.BoundedRun;
import dev.sluice.jobs.experiment.AdmissionSettings;
import dev.sluice.schemas.PosteriorSnapshot;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples of one key that are all there before their declaration is read. None may wait later. */
class ColdStartJobTest {

  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  /** Holds up the declaration. */
  private static volatile CountDownLatch gate;

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void aHundredThousandSamplesWait(String stateBackend) throws Exception {
    waitAndBeAdmitted(stateBackend, 100_000);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void aMillionSamplesWait(String stateBackend) throws Exception {
    waitAndBeAdmitted(stateBackend, 1_000_000);
  }

  @SuppressWarnings("try") // the iterators are read to their end before they are closed
  private static void waitAndBeAdmitted(String stateBackend, int samples) throws Exception {
    gate = new CountDownLatch(1);
    StreamExecutionEnvironment env = BoundedRun.environment(2);
    env.configure(new Configuration().set(StateBackendOptions.STATE_BACKEND, stateBackend));
    PosteriorJob.Streams streams =
        PosteriorJob.define(samples(env, samples), gatedDeclaration(env), settings());
    try (CloseableIterator<Keyed<PosteriorSnapshot>> snapshots =
            streams.snapshots().collectAsync();
        CloseableIterator<DeadLetter> refused = streams.refused().collectAsync()) {
      JobID job = env.executeAsync().getJobID();
      await().atMost(Duration.ofMinutes(3)).until(() -> count(job, "waiting") == samples);
      assertThat(count(job, "read")).isEqualTo(samples);

      gate.countDown();

      Map<String, PosteriorSnapshot> last = new HashMap<>();
      snapshots.forEachRemaining(keyed -> last.put(keyed.key(), keyed.record()));
      assertThat(refused).isExhausted();
      assertThat(last).containsOnlyKeys("waves");
      assertThat(last.get("waves").getSamples()).isEqualTo(samples);
      assertThat(count(job, "read")).isEqualTo(samples + 1);
      assertThat(count(job, "accepted")).isEqualTo(samples + 1);
      assertThat(count(job, "waiting")).isZero();
    }
  }

  private static DataStream<RawRecord> samples(StreamExecutionEnvironment env, int samples) {
    TypeInformation<RawRecord> type = TypeInformation.of(RawRecord.class);
    return env.fromSequence(0, samples - 1)
        .map(t -> Fixture.raw("sluice.samples", t, null, sample(t.intValue())), type)
        .transform("unhurried", type, new Unhurried());
  }

  private static String sample(int t) {
    return "{\"experimentId\":\"waves\",\"targets\":[],\"values\":[%d,%d,%d,%d]}"
        .formatted(t % 7, t % 11, t % 13, t % 17);
  }

  private static DataStream<RawRecord> gatedDeclaration(StreamExecutionEnvironment env) {
    return env.fromData(
            TypeInformation.of(RawRecord.class),
            Fixture.raw("sluice.experiments", 0, "waves", Fixture.declaration("waves", "")))
        .map(ColdStartJobTest::passTheGate, TypeInformation.of(RawRecord.class))
        .forceNonParallel();
  }

  private static RawRecord passTheGate(RawRecord declaration) throws InterruptedException {
    gate.await();
    return declaration;
  }

  /** One bucket, in which no sample may wait once the declarations have been read. */
  private static PosteriorSettings settings() {
    PosteriorSettings base = Fixture.settings("unused:1", false);
    return new PosteriorSettings(
        base.topics(),
        base.refresh(),
        new StatisticsSettings(1.0, 1, base.statistics().flushInterval()),
        new AdmissionSettings(base.admission().dedupWindow(), 0, base.admission().waitingTime()));
  }

  private static long count(JobID job, String name) {
    return CLUSTER.metrics().count(job, name);
  }
}
