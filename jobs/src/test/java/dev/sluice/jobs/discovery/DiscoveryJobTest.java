// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.TestCluster;
import dev.sluice.jobs.BoundedRun;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.discovery.replay.Capacity;
import dev.sluice.models.discovery.replay.MethodChoice;
import dev.sluice.models.discovery.replay.MethodName;
import dev.sluice.schemas.DiscoverySnapshot;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.LearningMethod;
import dev.sluice.schemas.PredictedTarget;
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
    return run(SETTINGS, parallelism, backend, experiments, samples);
  }

  private static BoundedRun<DiscoverySnapshot> run(
      DiscoverySettings settings,
      int parallelism,
      String backend,
      List<RawRecord> experiments,
      List<RawRecord> samples)
      throws Exception {
    StreamExecutionEnvironment env = BoundedRun.environment(parallelism);
    env.configure(new Configuration().set(StateBackendOptions.STATE_BACKEND, backend));
    DiscoveryJob.Streams streams =
        DiscoveryJob.define(
            BoundedRun.streamByKey(env, samples), BoundedRun.stream(env, experiments), settings);
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

  private static DiscoverySettings dsdi(int graphSteps) {
    return new DiscoverySettings(
        SETTINGS.topics(),
        new MethodChoice(MethodName.DSDI, null, 32, 4, null, false, 3),
        new TrainingSettings(100, 1.1, 1, 300, graphSteps, 1),
        new Capacity(300, 100),
        1 << 24,
        SETTINGS.admission());
  }

  private static void samplesWithoutTargets(List<RawRecord> records) {
    for (int t = 0; t < 600; t++) {
      String known = Fixture.samples("links", t, t + 1).get(0);
      String unknown =
          Fixture.target(t) < 0
              ? known
              : known.replaceFirst(
                  "\"targets\":\\[.*?\\]",
                  "\"targets\":null,\"regime\":\"r" + Fixture.target(t) + "\"");
      samples("links", List.of(unknown), records);
    }
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
        .isCloseTo(6 * (2 * Math.log(2) - .75 * Math.log(3)), within(1e-12));
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
      unlearnable.add(Fixture.sample("wild", "i" + t, "[\"A\"]", 1e98 * t, t % 5));
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

  @Test
  void targetsThatAreUnknownArePredictedByLabel() throws Exception {
    List<RawRecord> sent = new ArrayList<>();
    String without = Fixture.sample("links", "nobody", "null", 0, 0, 0);
    samples("links", List.of(without), sent);
    samplesWithoutTargets(sent);

    BoundedRun<DiscoverySnapshot> outcome =
        run(
            dsdi(2),
            2,
            "hashmap",
            experiments(Map.of("links", Fixture.declaration("links", Fixture.truth()))),
            sent);

    assertThat(outcome.reasons()).isEqualTo(Map.of(without, "unknown-targets"));
    DiscoverySnapshot last = outcome.last().get("links");
    assertThat(last.getFailure()).isNull();
    assertThat(last.getRowsByRegime())
        .isEqualTo(Map.of("", 300L, ",r0", 100L, ",r1", 100L, ",r2", 100L));
    assertThat(last.getPredictedTargets())
        .extracting(PredictedTarget::getRegime)
        .containsExactly("r0", "r1", "r2");
    assertThat(last.getPredictedTargets())
        .allSatisfy(
            predicted -> {
              int best = last.getVariables().indexOf(predicted.getTarget());
              assertThat(predicted.getBeliefs()).hasSize(3);
              assertThat(predicted.getBeliefs().get(best)).isEqualTo(predicted.getProbability());
              assertThat(predicted.getBeliefs())
                  .allMatch(belief -> belief <= predicted.getProbability());
            });
  }

  /** A root that is uniform is set to what it would be anyway; the others are told. */
  @Test
  void ofAnInterventionThatChangesNothingTheTargetStaysOpen() throws Exception {
    List<RawRecord> sent = new ArrayList<>();
    String blank = Fixture.sample("links", "blank", "null,\"regime\":\" \"", 0, 0, 0);
    samples("links", List.of(blank), sent);
    samplesWithoutTargets(sent);

    BoundedRun<DiscoverySnapshot> outcome =
        run(
            dsdi(30),
            2,
            "rocksdb",
            experiments(Map.of("links", Fixture.declaration("links", Fixture.truth()))),
            sent);

    assertThat(outcome.reasons()).isEqualTo(Map.of(blank, "unknown-targets"));
    List<PredictedTarget> predicted = outcome.last().get("links").getPredictedTargets();
    assertThat(predicted).extracting(PredictedTarget::getRegime).containsExactly("r0", "r1", "r2");
    assertThat(predicted.get(0).getProbability()).isLessThan(0.5);
    assertThat(predicted.subList(1, 3))
        .allSatisfy(p -> assertThat(p.getProbability()).isGreaterThan(0.5))
        .extracting(PredictedTarget::getTarget)
        .containsExactly("B", "C");
  }

  @Test
  void dcdiEndsWithExactlyWhatItLearnsInProcess() throws Exception {
    DiscoverySettings settings =
        new DiscoverySettings(
            SETTINGS.topics(),
            new MethodChoice(MethodName.DCDI, 8, 16, null, null, false, 3),
            new TrainingSettings(100, 1.1, 3, 60, 0, 1),
            new Capacity(150, 40),
            1 << 24,
            SETTINGS.admission());
    String categorical = Fixture.declaration("labels", "");
    String continuous =
        Fixture.declaration("numbers", Fixture.truth())
            .replace("\"kind\":\"CATEGORICAL\",\"categories\":3", "\"kind\":\"CONTINUOUS\"");
    List<RawRecord> sent = new ArrayList<>();
    samples("numbers", Fixture.samples("numbers", 0, 300), sent);

    BoundedRun<DiscoverySnapshot> outcome =
        run(
            settings,
            2,
            "hashmap",
            experiments(Map.of("numbers", continuous, "labels", categorical)),
            sent);

    DiscoverySnapshot expected =
        new InProcess(settings, Fixture.declared(continuous, 0)).add(0, 300).train(3).snapshot();
    DiscoverySnapshot last = outcome.last().get("numbers");
    assertThat(InProcess.untimed(last)).isEqualTo(expected);
    assertThat(last.getMethod()).isEqualTo(LearningMethod.DCDI);
    assertThat(last.getFitSteps()).isEqualTo(180);
    assertThat(last.getGraphSteps()).isEqualTo(180);
    DiscoverySnapshot refused = outcome.last().get("labels");
    assertThat(refused.getFailureReason()).isEqualTo(FailureReason.UNSUPPORTED);
    assertThat(refused.getFailure())
        .contains("DCDI learns from continuous variables alone: for categorical ones there are");
  }
}
