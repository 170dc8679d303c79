// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.beside;

import static dev.sluice.connectors.TestCluster.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.TestBroker;
import dev.sluice.connectors.TestCluster;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.TestTopics;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Work with memory on a Flink cluster whose TaskManager dies, requests from a Kafka broker. */
class BesideIT {

  @RegisterExtension static final TestBroker BROKER = TestBroker.shared();
  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final List<String> KEYS = List.of("a", "b", "c", "d");
  private static final int REQUESTS = 8;

  /** What came out of the job, in this JVM. */
  private static final Queue<Keyed<Sample>> OUT = new ConcurrentLinkedQueue<>();

  @RegisterExtension final TestTopics topics = new TestTopics(BROKER, List.of(Topic.SAMPLES));

  @BeforeEach
  void closeTheGate() {
    OUT.clear();
    Walk.GATE.drainPermits();
  }

  private static Steps request(String key, int i) {
    return new Steps(key, key.hashCode(), 100L * (i + 1), 1000 + i);
  }

  /** Reads what the test has written. */
  private static final class Parse implements MapFunction<RawRecord, Steps> {
    private static final long serialVersionUID = 1L;

    @Override
    public Steps map(RawRecord raw) {
      return request(
          raw.keyText(), Integer.parseInt(new String(raw.value(), StandardCharsets.UTF_8)));
    }
  }

  private static final class Show implements MapFunction<Keyed<Sample>, Keyed<Sample>> {
    private static final long serialVersionUID = 1L;

    @Override
    public Keyed<Sample> map(Keyed<Sample> snapshot) {
      OUT.add(snapshot);
      return snapshot;
    }
  }

  private void build(StreamExecutionEnvironment env) {
    var requests =
        new JobTopics(topics.settings(Delivery.AT_LEAST_ONCE), "beside", false)
            .source(env, Topic.SAMPLES, "requests")
            .map(new Parse())
            .returns(TypeInformation.of(Steps.class))
            .uid("parse")
            .keyBy(Steps::key, Types.STRING);
    Beside.inOrder(
            new Walk(),
            TypeInformation.of(Steps.class),
            TypeInformation.of(Place.class),
            1,
            Nowhere.gauged())
        .on(requests, Sample.class, "walk")
        .map(new Show())
        .returns(Keyed.typeInfo(Sample.class))
        .uid("show")
        .sinkTo(new DiscardingSink<>())
        .uid("nowhere");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void theLossOfTheTaskManagerInTheMiddleChangesNoBit(String backend) throws Exception {
    CLUSTER.useStateBackend(backend);
    for (int i = 0; i < REQUESTS; i++) {
      for (String key : KEYS) {
        topics.send(Topic.SAMPLES, key, String.valueOf(i));
      }
    }
    int before = 11;
    Walk.GATE.release(before);
    JobID job = CLUSTER.submit(this::build, 2, null);
    await().atMost(PATIENCE).until(() -> OUT.size() == before);
    // Of two, the later one began when all of that was out.
    long complete = CLUSTER.completedCheckpoints(job);
    await().atMost(PATIENCE).until(() -> CLUSTER.completedCheckpoints(job) >= complete + 2);

    CLUSTER.loseTaskManager();
    Walk.GATE.release(1000);
    CLUSTER.replaceTaskManager();

    int all = KEYS.size() * REQUESTS;
    await().atMost(PATIENCE).until(() -> OUT.size() == all);
    assertThat(CLUSTER.restarts(job)).isPositive();
    for (String key : KEYS) {
      List<Sample> batch = new ArrayList<>();
      Place place = null;
      for (int i = 0; i < REQUESTS; i++) {
        place = Walk.go(request(key, i), place);
        batch.add(Walk.snapshot(request(key, i), place));
      }
      assertThat(OUT.stream().filter(out -> out.key().equals(key)).map(Keyed::record).toList())
          .isEqualTo(batch);
    }
  }
}
