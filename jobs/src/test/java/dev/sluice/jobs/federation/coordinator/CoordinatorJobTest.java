// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.TestCluster;
import dev.sluice.jobs.BoundedRun;
import dev.sluice.schemas.FederationBelief;
import dev.sluice.schemas.FederationPhase;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The job's topology on a local cluster: sites that say the same again and again. */
class CoordinatorJobTest {
  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final int A_SECOND = 50;

  /** The records one after the other, over and over. */
  private static DataStream<RawRecord> endless(StreamExecutionEnvironment env, String... values) {
    TypeInformation<RawRecord> type = TypeInformation.of(RawRecord.class);
    return env.fromSource(
        new DataGeneratorSource<>(
            index -> Fixture.raw("f", values[(int) (index % values.length)]),
            Long.MAX_VALUE,
            RateLimiterStrategy.perSecond(A_SECOND),
            type),
        WatermarkStrategy.noWatermarks(),
        "endless",
        type);
  }

  @Test
  @SuppressWarnings("try") // the iterator is closed after its job was cancelled
  void roundsGoOnUntilTheLastAndAllIsToldInOrder() throws Exception {
    StreamExecutionEnvironment env = BoundedRun.environment(1);
    env.enableCheckpointing(50);
    String[] updates = {
      Fixture.json("a", 0, Fixture.numbers(1)),
      "no update",
      Fixture.json("b", 0, Fixture.numbers(3)),
      Fixture.json("b", 1, Fixture.numbers(-1)),
      Fixture.json("a", 1, Fixture.numbers(-1))
    };
    CoordinatorJob.Streams streams =
        CoordinatorJob.define(
            new CoordinatorJob.Inputs(
                BoundedRun.stream(env, List.of(Fixture.raw("f", Fixture.declaration("f", "")))),
                BoundedRun.stream(env, List.of()),
                BoundedRun.stream(env, List.of()),
                endless(env, updates)),
            Fixture.settings("--sites=2", "--rounds=2"));
    List<FederationPhase> phases = new ArrayList<>();
    FederationBelief last = null;
    try (CloseableIterator<Keyed<FederationBelief>> told = streams.beliefs().collectAsync()) {
      JobClient job = env.executeAsync();
      while (last == null || last.getPhase() != FederationPhase.ENDED) {
        last = told.next().record();
        phases.add(last.getPhase());
      }
      job.cancel().get();
    }
    assertThat(phases)
        .containsExactly(FederationPhase.UPDATES, FederationPhase.UPDATES, FederationPhase.ENDED);
    assertThat(last.getRound()).isEqualTo(2);
    assertThat(last.getSites()).containsExactly("a", "b");
    assertThat(last.getExistence()).containsOnly(1.);
    assertThat(last.getShd()).isNotNull();
  }
}
