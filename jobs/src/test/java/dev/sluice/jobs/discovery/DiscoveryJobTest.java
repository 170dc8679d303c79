// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.TestCluster;
import dev.sluice.jobs.BoundedRun;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.schemas.DiscoverySnapshot;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.LearningMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The job's topology on a local cluster, between bounded streams. */
class DiscoveryJobTest {

  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final DiscoverySettings SETTINGS = Fixture.settings(true);

  private static BoundedRun<DiscoverySnapshot> run(
      int parallelism, String backend, List<RawRecord> experiments, List<RawRecord> samples)
      throws Exception {
    StreamExecutionEnvironment env = BoundedRun.environment(parallelism);
    env.configure(new Configuration().set(StateBackendOptions.STATE_BACKEND, backend));
    DiscoveryJob.Streams streams =
        DiscoveryJob.define(
            BoundedRun.streamByKey(env, samples), BoundedRun.stream(env, experiments), SETTINGS);
    return BoundedRun.of(CLUSTER, env, streams.snapshots(), streams.refused());
  }

  private static List<RawRecord> experiments(Map<String, String> declarations) {
    List<RawRecord> records = new ArrayList<>();
    declarations.forEach(
        (id, json) -> records.add(Fixture.raw("sluice.experiments", records.size(), id, json)));
    return records;
  }

  private static void samples(String experiment, List<String> values, List<RawRecord> records) {
    values.forEach(
        value -> records.add(Fixture.raw("sluice.samples", records.size(), experiment, value)));
  }

  private static DiscoverySnapshot inProcess(String json, int to) {
    Declaration declaration = Fixture.declared(json, 0);
    return new InProcess(SETTINGS, declaration)
        .add(0, to)
        .train(SETTINGS.training().epochs())
        .snapshot();
  }

  @ParameterizedTest
  @CsvSource({"1, hashmap", "2, rocksdb", "4, hashmap", "4, rocksdb"})
  void endsWithExactlyWhatIsLearnedInProcess(int parallelism, String backend) throws Exception {
    String known = Fixture.declaration("known", Fixture.truth());
    String other = Fixture.declaration("other", ",\"forbiddenEdges\":[[\"A\",\"B\"]]");
    List<RawRecord> sent = new ArrayList<>();
    samples("known", Fixture.samples("known", 0, 400), sent);
    samples("other", Fixture.samples("other", 0, 300), sent);
    samples("known", Fixture.samples("known", 0, 50), sent);

    BoundedRun<DiscoverySnapshot> outcome =
        run(
            parallelism,
            backend,
            experiments(
                Map.of("known", known, "other", other, "empty", Fixture.declaration("empty", ""))),
            sent);

    assertThat(outcome.refused()).isEmpty();
    assertThat(outcome.count("read")).isEqualTo(3 + 750);
    assertThat(outcome.count("accepted")).isEqualTo(3 + 700);
    assertThat(outcome.count("duplicate")).isEqualTo(50);
    DiscoverySnapshot last = outcome.last().get("known");
    assertThat(InProcess.untimed(last)).isEqualTo(inProcess(known, 400));
    assertThat(last.getTrainingSeconds()).isPositive();
    assertThat(last.getMethod()).isEqualTo(LearningMethod.ENCO);
    assertThat(last.getEpochs()).isEqualTo(4);
    assertThat(List.of(last.getFitSteps(), last.getGraphSteps(), last.getSteps()))
        .containsExactly(120L, 40L, 160L);
    assertThat(last.getRowsByRegime()).isEqualTo(Map.of("", 150L, "A", 40L, "B", 40L, "C", 40L));
    assertThat(last.getRows()).isEqualTo(270);
    assertThat(last.getPredictedTargets()).isNull();
    assertThat(last.getConfounded()).isNull();
    DiscoverySnapshot forbidden = outcome.last().get("other");
    assertThat(InProcess.untimed(forbidden)).isEqualTo(inProcess(other, 300));
    assertThat(forbidden.getEdges().get(1).get(2)).as("A -> B").isZero();
    assertThat(forbidden.getAuroc()).isNull();
    DiscoverySnapshot empty = outcome.last().get("empty");
    assertThat(empty.getSamples()).isZero();
    assertThat(empty.getEpochs()).isZero();
    assertThat(empty.getEdges().get(0)).containsExactly(0.0, .25, .25);
    // Six ordered pairs of one bit of .25 each.
    assertThat(empty.getEntropy())
        .isCloseTo(
            6 * (2 * Math.log(2) - .75 * Math.log(3)),
            within(1e-12));
    assertThat(empty.getLoss()).isNull();
  }

  @Test
  void anExperimentThatCannotBeTrainedSaysSoAndTheOthersGoOn() throws Exception {
    String healthy = Fixture.declaration("healthy", "");
    String wild =
        "{\"experimentId\":\"wild\",\"variables\":[{\"name\":\"A\",\"kind\":\"CONTINUOUS\"},"
            + "{\"name\":\"B\",\"kind\":\"CONTINUOUS\"}]}";
    String tiers = Fixture.declaration("tiers", ",\"tiers\":[[\"A\"],[\"B\"]]");
    List<RawRecord> sent = new ArrayList<>();
    samples("healthy", Fixture.samples("healthy", 0, 200), sent);
    List<String> unlearnable = new ArrayList<>();
    for (int t = 0; t < 20; t++) {
      unlearnable.add(Fixture.sample("wild", "o" + t, "[]", t % 3, t % 5));
      unlearnable.add(Fixture.sample("wild", "i" + t, "[\"A\"]", 1e99 * t, t % 5));
    }
    samples("wild", unlearnable, sent);

    BoundedRun<DiscoverySnapshot> outcome =
        run(
            2,
            "hashmap",
            experiments(Map.of("healthy", healthy, "wild", wild, "tiers", tiers)),
            sent);

    assertThat(InProcess.untimed(outcome.last().get("healthy"))).isEqualTo(inProcess(healthy, 200));
    DiscoverySnapshot failed = outcome.last().get("wild");
    assertThat(failed.getFailureReason()).isEqualTo(FailureReason.NOT_FINITE);
    assertThat(failed.getFailure()).contains("not finite");
    assertThat(failed.getSamples()).isEqualTo(40);
    assertThat(failed.getEdges()).isNull();
    assertThat(outcome.failures(FailureReason.NOT_FINITE)).isEqualTo(1);
    assertThat(outcome.reasons()).isEqualTo(Map.of(tiers, "invalid-declaration"));
  }
}
