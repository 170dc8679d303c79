// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.wire.Encoder;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.adaptation.AdaptationState;
import dev.sluice.models.adaptation.Observation;
import dev.sluice.models.adaptation.Prequential;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.schemas.AdaptationSnapshot;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * An experiment whose twelve mechanisms are shifted in every combination, beside a healthy one. The
 * cluster restarts nothing: a task that failed would fail the run.
 */
class ManyRegimesJobTest {

  private static final int VARIABLES = 12;
  private static final int REGIMES = 1 << VARIABLES;

  /** What a broker takes unless it is told otherwise. */
  private static final int MOST_BYTES = 1_048_576;

  private static final InMemoryReporter METRICS = InMemoryReporter.createWithRetainedMetrics();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .setConfiguration(
                  METRICS.addToConfiguration(
                      new Configuration().set(RestartStrategyOptions.RESTART_STRATEGY, "none")))
              .build());

  private final List<AdaptationSnapshot> shown = new ArrayList<>();

  @Test
  void bothAreWhatTheEngineSays() throws Exception {
    List<RawRecord> sent = new ArrayList<>();
    for (int targets = 0; targets < REGIMES; targets++) {
      if (targets < Fixture.SAMPLES) {
        sent.add(Fixture.raw("samples", 0, "known", Fixture.sample("known", targets)));
      }
      String sample = Fixture.sample("crowded", "s" + targets, names(targets), row(targets));
      sent.add(Fixture.raw("samples", 0, "crowded", sample));
    }

    run(
        List.of(
            Fixture.raw("experiments", 0, "known", Fixture.declaration("known")),
            Fixture.raw("experiments", 1, "crowded", declaration())),
        sent);

    assertThat(last("known")).isEqualTo(direct(known(), knownObservations()));
    AdaptationSnapshot crowded = last("crowded");
    assertThat(crowded).isEqualTo(direct(crowded(), crowdedObservations()));
    assertThat(crowded.getFailure()).isNull();
    assertThat(crowded.getSamples()).isEqualTo(REGIMES);
    assertThat(crowded.getRegimeSamples()).isEqualTo(1);
    assertThat(crowded.getTargets()).hasSize(VARIABLES);
    Encoder<AdaptationSnapshot> encoder =
        Encoder.of(AdaptationSnapshot.class, WireFormat.JSON, null, "unused");
    assertThat(shown)
        .allSatisfy(
            snapshot -> assertThat(encoder.encode(snapshot)).hasSizeLessThan(MOST_BYTES / 10));
    assertThat(failures()).isZero();
  }

  @SuppressWarnings("try") // the iterator is read to its end before it is closed
  private void run(List<RawRecord> experiments, List<RawRecord> samples) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(
            new Configuration().set(PipelineOptions.GENERIC_TYPES, false));
    env.setParallelism(2);
    AdaptationJob.Streams streams =
        AdaptationJob.define(
            stream(env, samples), stream(env, experiments), null, Fixture.settings(1, true));
    try (CloseableIterator<Keyed<AdaptationSnapshot>> snapshots =
        streams.snapshots().union(refusedNothing(streams)).collectAsync()) {
      env.executeAsync();
      snapshots.forEachRemaining(keyed -> shown.add(keyed.record()));
    }
  }

  /** Fails the run if there is a dead letter. */
  private static DataStream<Keyed<AdaptationSnapshot>> refusedNothing(
      AdaptationJob.Streams streams) {
    return streams
        .refused()
        .<Keyed<AdaptationSnapshot>>map(
            letter -> {
              throw new IllegalStateException(letter.message());
            })
        .returns(Keyed.typeInfo(AdaptationSnapshot.class));
  }

  /** Records of one key stay in order, as those of a partition do. */
  private static DataStream<RawRecord> stream(
      StreamExecutionEnvironment env, List<RawRecord> records) {
    return env.fromData(records, TypeInformation.of(RawRecord.class))
        .setParallelism(1)
        .partitionCustom(
            (key, partitions) -> Math.floorMod(key.hashCode(), partitions), RawRecord::keyText);
  }

  private AdaptationSnapshot last(String experiment) {
    AdaptationSnapshot last =
        shown.stream()
            .filter(snapshot -> snapshot.getExperimentId().equals(experiment))
            .reduce((before, after) -> after)
            .orElseThrow();
    return AdaptationSnapshot.newBuilder(last).setCpuMillis(0.0).build();
  }

  private static long failures() {
    return METRICS.getMetricsByGroup().values().stream()
        .map(group -> group.get("failures"))
        .filter(Counter.class::isInstance)
        .mapToLong(metric -> ((Counter) metric).getCount())
        .sum();
  }

  /** What the engine itself says of samples. */
  private static AdaptationSnapshot direct(Declaration declaration, List<Observation> samples) {
    ModelSettings settings = Fixture.settings(1, true).models();
    Prequential engine = EngineFactory.OF_DECLARATION.make(declaration, null, settings);
    AdaptationState state = engine.begin();
    for (Observation sample : samples) {
      state = engine.observe(state, List.of(sample));
    }
    RunningComparison running = RunningComparison.begin(state, null).observed(state, 5, 0);
    return AdaptationSnapshots.of(declaration, settings, running, engine.report(state));
  }

  private static Declaration known() {
    return Fixture.declared("known", 0, List.of(List.of("A", "B"), List.of("B", "C")));
  }

  private static List<Observation> knownObservations() {
    return IntStream.range(0, Fixture.SAMPLES).mapToObj(Fixture::observation).toList();
  }

  private static Declaration crowded() {
    List<Variable> variables =
        IntStream.range(0, VARIABLES)
            .mapToObj(v -> new Variable("v" + v, VariableKind.CATEGORICAL, 2))
            .toList();
    return Declaration.of(
            Experiment.newBuilder().setExperimentId("crowded").setVariables(variables).build(),
            1,
            0)
        .record();
  }

  private static List<Observation> crowdedObservations() {
    Declaration declaration = crowded();
    return IntStream.range(0, REGIMES)
        .mapToObj(
            targets ->
                new Observation(
                    row(targets),
                    declaration.names(VariableSet.ofMask(targets)),
                    targets,
                    new double[0]))
        .toList();
  }

  /** Each variable is a noisy copy of the one before it, of the opposite where it is shifted. */
  private static double[] row(int targets) {
    Random random = new Random(targets);
    double[] row = new double[VARIABLES];
    row[0] = random.nextInt(2);
    for (int v = 1; v < VARIABLES; v++) {
      boolean shifted = (targets >> v & 1) != 0;
      double before = shifted ? 1 - row[v - 1] : row[v - 1];
      row[v] = random.nextInt(10) > 0 ? before : 1 - before;
    }
    return row;
  }

  private static String names(int targets) {
    return IntStream.range(0, VARIABLES)
        .filter(v -> (targets >> v & 1) != 0)
        .mapToObj(v -> "\"v" + v + "\"")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String declaration() {
    return IntStream.range(0, VARIABLES)
        .mapToObj(v -> "{\"name\":\"v" + v + "\",\"kind\":\"CATEGORICAL\",\"categories\":2}")
        .collect(Collectors.joining(",", "{\"experimentId\":\"crowded\",\"variables\":[", "]}"));
  }
}
