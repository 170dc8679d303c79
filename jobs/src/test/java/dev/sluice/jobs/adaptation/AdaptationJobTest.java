// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.RawRecord;
import dev.sluice.jobs.ParsedOptions;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.adaptation.AdaptationState;
import dev.sluice.models.adaptation.Observation;
import dev.sluice.models.adaptation.Prequential;
import dev.sluice.schemas.AdaptationModel;
import dev.sluice.schemas.AdaptationSnapshot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The job's topology on a local cluster, between bounded streams. */
class AdaptationJobTest {

  private static final List<List<String>> CHAIN = List.of(List.of("A", "B"), List.of("B", "C"));
  private static final InMemoryReporter METRICS = InMemoryReporter.createWithRetainedMetrics();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .setConfiguration(METRICS.addToConfiguration(new Configuration()))
              .build());

  private record Outcome(
      JobID job, Map<String, AdaptationSnapshot> last, List<DeadLetter> refused) {

    /** A metric summed over operators and subtasks. */
    long count(String name) {
      return METRICS.getMetricsByGroup().entrySet().stream()
          .filter(group -> job.toString().equals(group.getKey().getAllVariables().get("<job_id>")))
          .filter(group -> !group.getKey().getAllVariables().containsKey("<experiment>"))
          .mapToLong(group -> number(group.getValue().get(name)))
          .sum();
    }

    private static long number(Metric metric) {
      if (metric instanceof Counter counter) {
        return counter.getCount();
      }
      return metric instanceof Gauge<?> gauge ? ((Number) gauge.getValue()).longValue() : 0;
    }
  }

  @SuppressWarnings("try") // the iterators are read to their end before they are closed
  private static Outcome run(
      int parallelism,
      int batch,
      List<RawRecord> experiments,
      List<RawRecord> samples,
      List<RawRecord> graphs)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    AdaptationJob.Streams streams =
        AdaptationJob.define(
            stream(env, samples),
            stream(env, experiments),
            stream(env, graphs),
            Fixture.settings(batch, true));
    try (CloseableIterator<Keyed<AdaptationSnapshot>> snapshots =
            streams.snapshots().collectAsync();
        CloseableIterator<DeadLetter> refused = streams.refused().collectAsync()) {
      JobID job = env.executeAsync().getJobID();
      Map<String, AdaptationSnapshot> last = new HashMap<>();
      snapshots.forEachRemaining(keyed -> last.put(keyed.key(), keyed.record()));
      List<DeadLetter> letters = new ArrayList<>();
      refused.forEachRemaining(letters::add);
      return new Outcome(job, last, letters);
    }
  }

  /** Records of one key stay in order, as those of a partition do. */
  private static DataStream<RawRecord> stream(
      StreamExecutionEnvironment env, List<RawRecord> records) {
    TypeInformation<RawRecord> type = TypeInformation.of(RawRecord.class);
    return records.isEmpty()
        ? env.fromData(type, Fixture.raw("none", 0, null, null)).filter(record -> false)
        : env.fromData(records, type)
            .setParallelism(1)
            .partitionCustom(
                (key, partitions) -> Math.floorMod(key.hashCode(), partitions), RawRecord::keyText);
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
    AdaptationJobSettings settings = Fixture.settings(batch, true);
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
    Running running = Running.begin(state, null).observed(state, 5, 0);
    return Snapshots.of(declaration, settings, running, engine.report(state));
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

    Outcome outcome =
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

  @Test
  void theLearnedGraphIsOneMoreModelClass() throws Exception {
    String graph =
        ("{'experimentId':'known','asOf':1,'samples':9,'samplesByRegime':{},'method':'EXACT',"
                + "'structurePrior':'UNIFORM','logEvidence':-1,'variables':['A','B','C'],"
                + "'edges':[[0,1,0],[0,0,1],[0,0,0]],'expectedEdges':2,"
                + "'mapGraph':[['C','B']],'refreshMillis':1}")
            .replace('\'', '"');
    Outcome outcome =
        run(
            1,
            1,
            records("experiments", "known", Fixture.declaration("known")),
            samples("known", Fixture.samples("known")),
            records("posterior.latest", "known", graph, "other", null, "known", "{}"));

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
    Outcome outcome =
        run(
            2,
            1,
            records("experiments", "known", Fixture.declaration("known")),
            samples("any", sent),
            List.of());

    Map<String, String> reasons = new HashMap<>();
    for (DeadLetter letter : outcome.refused()) {
      reasons.put(
          new String(letter.source().value(), StandardCharsets.UTF_8), letter.reason().code());
    }
    assertThat(reasons)
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
