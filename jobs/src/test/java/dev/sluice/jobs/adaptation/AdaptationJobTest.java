// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.TestCluster;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.BoundedRun;
import dev.sluice.jobs.ParsedOptions;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.adaptation.AdaptationState;
import dev.sluice.models.adaptation.Learners;
import dev.sluice.models.adaptation.Observation;
import dev.sluice.models.adaptation.Prequential;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.graph.Dag;
import dev.sluice.schemas.AdaptationModel;
import dev.sluice.schemas.AdaptationSnapshot;
import dev.sluice.schemas.FailureReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The job's topology on a local cluster, between bounded streams. */
class AdaptationJobTest {

  private static final List<List<String>> CHAIN = List.of(List.of("A", "B"), List.of("B", "C"));

  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static BoundedRun<AdaptationSnapshot> run(
      int parallelism,
      int batch,
      List<RawRecord> experiments,
      List<RawRecord> samples,
      List<RawRecord> graphs)
      throws Exception {
    return run(parallelism, batch, experiments, samples, graphs, EngineFactory.OF_DECLARATION);
  }

  private static BoundedRun<AdaptationSnapshot> run(
      int parallelism,
      int batch,
      List<RawRecord> experiments,
      List<RawRecord> samples,
      List<RawRecord> graphs,
      EngineFactory factory)
      throws Exception {
    return run(parallelism, batch, experiments, samples, graphs, factory, sample -> sample);
  }

  /**
   * @param gate that every sample passes on its way to the job
   */
  private static BoundedRun<AdaptationSnapshot> run(
      int parallelism,
      int batch,
      List<RawRecord> experiments,
      List<RawRecord> samples,
      List<RawRecord> graphs,
      EngineFactory factory,
      MapFunction<RawRecord, RawRecord> gate)
      throws Exception {
    StreamExecutionEnvironment env = BoundedRun.environment(parallelism);
    AdaptationJob.Streams streams =
        AdaptationJob.define(
            BoundedRun.streamByKey(env, samples).map(gate).returns(RawRecord.class),
            BoundedRun.streamByKey(env, experiments),
            BoundedRun.streamByKey(env, graphs),
            Fixture.settings(batch, true),
            factory);
    return BoundedRun.of(CLUSTER, env, streams.snapshots(), streams.refused());
  }

  /**
   * Holds samples back until an engine has been made of a learned graph, for topics are read in no
   * order: a graph that comes after the last sample has nothing to predict any more.
   */
  private static final class OnceLearned {
    private static final CountDownLatch LEARNED = new CountDownLatch(1);

    static Prequential make(Declaration declaration, Dag learned, ModelSettings settings) {
      if (learned != null) {
        LEARNED.countDown();
      }
      return EngineFactory.OF_DECLARATION.make(declaration, learned, settings);
    }

    static RawRecord await(RawRecord sample) throws InterruptedException {
      LEARNED.await();
      return sample;
    }
  }

  private static List<RawRecord> records(String topic, String... keysAndValues) {
    List<RawRecord> records = new ArrayList<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      records.add(Fixture.raw(topic, i, keysAndValues[i], keysAndValues[i + 1]));
    }
    return records;
  }

  private static List<RawRecord> samples(String key, List<String> samples) {
    return samples.stream().map(sample -> Fixture.raw("samples", 0, key, sample)).toList();
  }

  /** What the engine itself says of the fixture's samples. */
  private static AdaptationSnapshot direct(String experiment, int batch, List<List<String>> edges) {
    ModelSettings settings = Fixture.settings(batch, true).models();
    Declaration declaration = Fixture.declared(experiment, 0, edges);
    Prequential engine =
        Prequential.of(
            declaration.domain(),
            declaration.truth(),
            null,
            settings.learners(),
            settings.engine());
    AdaptationState state = engine.begin();
    for (int t = 0; t < Fixture.SAMPLES; t += batch) {
      List<Observation> next = new ArrayList<>();
      for (int s = t; s < Math.min(t + batch, Fixture.SAMPLES); s++) {
        next.add(Fixture.observation(s));
      }
      state = engine.observe(state, next);
    }
    RunningComparison running = RunningComparison.begin(state, null).observed(state, 5, 0);
    return AdaptationSnapshots.of(declaration, settings, running, engine.report(state));
  }

  private static AdaptationSnapshot withoutTime(AdaptationSnapshot snapshot) {
    assertThat(snapshot.getCpuMillis()).isPositive();
    return AdaptationSnapshot.newBuilder(snapshot).setCpuMillis(0.0).build();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "2, 16"})
  void theJobShowsWhatTheEngineSays(int parallelism, int batch) throws Exception {
    List<RawRecord> sent = new ArrayList<>(samples("known", Fixture.samples("known")));
    sent.addAll(samples("unknown", Fixture.samples("unknown")));

    BoundedRun<AdaptationSnapshot> outcome =
        run(
            parallelism,
            batch,
            records(
                "experiments",
                "known",
                Fixture.declaration("known"),
                "unknown",
                Fixture.declaration("unknown", "")),
            sent,
            List.of());

    assertThat(outcome.refused()).isEmpty();
    assertThat(outcome.last()).containsOnlyKeys("known", "unknown");
    assertThat(withoutTime(outcome.last().get("known"))).isEqualTo(direct("known", batch, CHAIN));
    assertThat(withoutTime(outcome.last().get("unknown")))
        .isEqualTo(direct("unknown", batch, null));
    assertThat(outcome.count("read")).isEqualTo(2 + 2 * Fixture.SAMPLES);
    assertThat(outcome.count("accepted")).isEqualTo(2 + 2 * Fixture.SAMPLES);
    assertThat(outcome.count("experiments")).isEqualTo(2);
    assertThat(outcome.count("samples")).isEqualTo(2 * Fixture.SAMPLES);
    assertThat(outcome.count("declaredShifts")).isEqualTo(4);
    assertThat(outcome.count("detectedShifts")).isBetween(1L, 4L);
    assertThat(outcome.count("alarms"))
        .isEqualTo(outcome.count("detectedShifts") + outcome.count("falseAlarms"));
  }

  /** Engines that fail as the names of experiments say. */
  private static Prequential failing(Declaration declaration, Dag learned, ModelSettings settings) {
    return switch (declaration.experimentId()) {
      case "throwing" -> // whose samples have a variable less than it reads
          Prequential.of(
              Domain.categorical(3, 3, 3, 3), null, null, Learners.CONJUGATE, settings.engine());
      case "infinite" -> // networks, whose squared gradients are beyond the largest number
          Prequential.of(declaration.domain(), null, null, Learners.NEURAL, settings.engine());
      default -> EngineFactory.OF_DECLARATION.make(declaration, learned, settings);
    };
  }

  private static List<String> continuous(String experiment, double... scales) {
    List<String> samples = new ArrayList<>();
    for (int t = 0; t < scales.length; t++) {
      double x = scales[t] * (1 + t % 3);
      samples.add(Fixture.sample(experiment, "s" + t, "[]", x, x / 2, x / (2 + t % 5)));
    }
    return samples;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void experimentsThatFailSaySoAndTheOthersGoOn(int parallelism) throws Exception {
    double[] scales = new double[30];
    Arrays.fill(scales, 1e-100);
    scales[20] = 1e99; // in units of the others its square is beyond the largest number
    List<RawRecord> healthy = samples("known", Fixture.samples("known"));
    List<RawRecord> sent = new ArrayList<>(healthy.subList(0, 400));
    sent.addAll(samples("infinite", continuous("infinite", 1, 1, 1e90)));
    sent.addAll(samples("overflowing", continuous("overflowing", scales)));
    sent.addAll(samples("throwing", Fixture.samples("throwing").subList(0, 30)));
    sent.addAll(healthy.subList(400, healthy.size()));
    BoundedRun<AdaptationSnapshot> outcome =
        run(
            parallelism,
            1,
            records(
                "experiments",
                "known",
                Fixture.declaration("known"),
                "throwing",
                Fixture.declaration("throwing"),
                "overflowing",
                Fixture.continuous("overflowing"),
                "infinite",
                Fixture.continuous("infinite")),
            sent,
            List.of(),
            AdaptationJobTest::failing);

    assertThat(withoutTime(outcome.last().get("known"))).isEqualTo(direct("known", 1, CHAIN));
    AdaptationSnapshot throwing = outcome.last().get("throwing");
    assertThat(throwing.getFailureReason()).isEqualTo(FailureReason.ERROR);
    // The virtual machine leaves the message out where it has compiled the code.
    assertThat(throwing.getFailure()).startsWith("ArrayIndexOutOfBoundsException");
    assertThat(throwing.getSamples()).isZero();
    assertThat(throwing.getAsOf()).isEqualTo(1_700_000_000_000L);
    assertThat(throwing.getColumns()).isEmpty();
    assertThat(throwing.getDetection()).isNull();
    AdaptationSnapshot overflowing = outcome.last().get("overflowing");
    assertThat(overflowing.getFailureReason()).isEqualTo(FailureReason.ERROR);
    assertThat(overflowing.getFailure())
        .startsWith("ArithmeticException: matrix is not positive definite: pivot ");
    assertThat(overflowing.getSamples()).isEqualTo(20);
    assertThat(overflowing.getAsOf()).isEqualTo(5);
    AdaptationSnapshot infinite = outcome.last().get("infinite");
    assertThat(infinite.getFailureReason()).isEqualTo(FailureReason.NOT_FINITE);
    assertThat(infinite.getFailure())
        .matches("parameter of RANDOM at \\d+ is Infinity, not a finite number");
    assertThat(infinite.getSamples()).isEqualTo(3);
    assertThatFailuresAreAccountedFor(outcome);
  }

  private static void assertThatFailuresAreAccountedFor(BoundedRun<AdaptationSnapshot> outcome) {
    assertThat(outcome.failures(FailureReason.ERROR)).isEqualTo(2);
    assertThat(outcome.failures(FailureReason.NOT_FINITE)).isEqualTo(1);
    assertThat(outcome.refused())
        .extracting(DeadLetter::reason)
        .hasSize(30 + 10)
        .containsOnly(Reason.RESTING);
    assertThat(outcome.count("read")).isEqualTo(4 + Fixture.SAMPLES + 63);
    assertThat(outcome.count("accepted")).isEqualTo(4 + Fixture.SAMPLES + 23);
    assertThat(outcome.count("deadLettered")).isEqualTo(40);
    assertThat(outcome.count("deadLettered", "reason", "resting")).isEqualTo(40);
    assertThat(outcome.count("waiting")).isZero();
  }

  @Test
  void theLearnedGraphIsOneMoreModelClass() throws Exception {
    String graph =
        ("{'experimentId':'known','asOf':1,'samples':9,'samplesByRegime':{},'method':'EXACT',"
                + "'structurePrior':'UNIFORM','logEvidence':-1,'variables':['A','B','C'],"
                + "'edges':[[0,1,0],[0,0,1],[0,0,0]],'expectedEdges':2,"
                + "'mapGraph':[['C','B']],'refreshMillis':1}")
            .replace('\'', '"');
    BoundedRun<AdaptationSnapshot> outcome =
        run(
            1,
            1,
            records("experiments", "known", Fixture.declaration("known")),
            samples("known", Fixture.samples("known")),
            records("posterior.latest", "known", graph, "other", null, "known", "{}"),
            OnceLearned::make,
            OnceLearned::await);

    AdaptationSnapshot last = outcome.last().get("known");
    assertThat(last.getLearnedGraph()).containsExactly(List.of("C", "B"));
    assertThat(last.getColumns())
        .extracting(c -> c.getModel())
        .contains(AdaptationModel.LEARNED, AdaptationModel.CAUSAL);
    assertThat(outcome.refused())
        .extracting(letter -> letter.reason().code())
        .containsExactly("malformed");
    assertThat(outcome.count("read")).isEqualTo(1 + Fixture.SAMPLES + 3);
    assertThat(outcome.count("accepted")).isEqualTo(1 + Fixture.SAMPLES + 2);
    assertThat(outcome.count("deadLettered")).isEqualTo(1);
  }

  @Test
  void whatCannotBeUsedComesBackByteForByte() throws Exception {
    List<String> sent =
        List.of(
            "garbage",
            Fixture.sample("known", "a", "[]", 0, 1),
            Fixture.sample("known", "b", "[]", 0, 1, Double.NaN),
            Fixture.sample("known", "c", "[\"D\"]", 0, 1, 2),
            Fixture.sample("known", "d", "[]", 0, 1, 2).replace("targets", "tragets"),
            Fixture.sample("known", "e", "[]", 0, 1, 3),
            Fixture.sample("nowhere", "f", "[]", 0, 1, 2),
            Fixture.sample("known", "g", "null", 0, 1, 2));
    BoundedRun<AdaptationSnapshot> outcome =
        run(
            2,
            1,
            records("experiments", "known", Fixture.declaration("known")),
            samples("any", sent),
            List.of());

    assertThat(outcome.reasons())
        .isEqualTo(
            Map.of(
                sent.get(0), "malformed",
                sent.get(1), "wrong-dimension",
                sent.get(2), "not-a-number",
                sent.get(3), "unknown-target",
                sent.get(4), "unknown-field",
                sent.get(5), "category-out-of-range",
                sent.get(6), "undeclared-experiment"));
    assertThat(outcome.last().get("known").getSamples()).isEqualTo(1);
    assertThat(outcome.count("deadLettered")).isEqualTo(7);
    assertThat(outcome.count("waiting")).isZero();
  }

  @Test
  void exactlyOnceNeedsCheckpoints() {
    AdaptationJobSettings settings =
        ParsedOptions.of(new AdaptationOptions(), "--delivery=exactly-once");
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    assertThatThrownBy(() -> AdaptationJob.build(env, settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--delivery exactly-once: needs checkpoints (execution.checkpointing.interval)");
  }
}
