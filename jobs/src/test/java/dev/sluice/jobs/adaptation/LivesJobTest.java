// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.TestCluster;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.BoundedRun;
import dev.sluice.schemas.AdaptationSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A file with wrong cells, sent, ended, corrected and sent again under the same ids, as a job finds
 * it that begins anew: the samples of the former life do not enter the next.
 */
class LivesJobTest {

  private static final int ROWS = 200;
  private static final long BEGUN = 1_700_000_000_000L;

  private static final String FIRST = Fixture.declaration("e", "");
  private static final String AGAIN = Fixture.declaration("e", ",\"samplesFrom\":" + BEGUN);

  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  /** What is left of the topic of declarations; a null is a tombstone. */
  static Stream<Arguments> declarations() {
    return Stream.of(
        arguments("all of it", new String[] {FIRST, null, AGAIN}),
        arguments("compacted", new String[] {AGAIN}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("declarations")
  void theCorrectedSamplesCountAndTheFirstDoNot(String left, String... declarations)
      throws Exception {
    List<RawRecord> samples = new ArrayList<>(samples(BEGUN - 1, 1));
    samples.addAll(samples(BEGUN, 0));

    BoundedRun<AdaptationSnapshot> outcome = run(experiments(declarations), samples);

    AdaptationSnapshot right = run(experiments(FIRST), samples(BEGUN, 0)).last().get("e");
    right.setCpuMillis(outcome.last().get("e").getCpuMillis());
    assertThat(outcome.last().get("e")).isEqualTo(right);
    assertThat(outcome.last().get("e").getSamples()).isEqualTo(ROWS);
    assertThat(outcome.refused())
        .hasSize(ROWS)
        .allMatch(
            letter -> letter.reason() == Reason.FORMER_LIFE && letter.source().timestamp() < BEGUN);
  }

  private static List<RawRecord> experiments(String... declarations) {
    List<RawRecord> records = new ArrayList<>();
    for (String declaration : declarations) {
      records.add(Fixture.raw("sluice.experiments", records.size(), "e", declaration));
    }
    return records;
  }

  /** Rows of the chain, begun at the one after so many. */
  private static List<RawRecord> samples(long timestamp, int skipped) {
    List<RawRecord> records = new ArrayList<>();
    for (int t = 0; t < ROWS; t++) {
      String sample = Fixture.sample("e", "f:" + t, "[]", Fixture.row(t + skipped));
      records.add(
          new RawRecord(
              "sluice.samples", 0, t, timestamp, "e".getBytes(UTF_8), sample.getBytes(UTF_8)));
    }
    return records;
  }

  private static BoundedRun<AdaptationSnapshot> run(
      List<RawRecord> experiments, List<RawRecord> samples) throws Exception {
    StreamExecutionEnvironment env = BoundedRun.environment(1);
    AdaptationJob.Streams streams =
        AdaptationJob.define(
            BoundedRun.stream(env, samples),
            BoundedRun.stream(env, experiments),
            null,
            Fixture.settings(1, true));
    return BoundedRun.of(CLUSTER, env, streams.snapshots(), streams.refused());
  }
}
