// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.workload;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.JobMain;
import dev.sluice.jobs.adaptation.AdaptationJob;
import dev.sluice.jobs.adaptation.AdaptationOptions;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.MechanismFamily;
import dev.sluice.models.scm.ShiftSchedule;
import dev.sluice.models.scm.ShiftedStream;
import dev.sluice.models.scm.StructuralCausalModel;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.adaptation.RunAdaptation;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Samples of equal systems that shift and come back again and again, for six model classes: those
 * of the true graph, of random and no order, and of a learned graph, which is the true one here.
 */
public final class AdaptationWorkload extends ExperimentWorkload {
  private static final long SEED = 1;

  /** Different samples; more are these again, which begins with the source. */
  private static final int DIFFERENT = 50_000;

  private static final int BURN_IN = 20_000;
  private static final int SHOTS = 5_000;

  private final Dag graph;

  /**
   * A workload.
   *
   * @param system mechanisms, as in {@code linear-gaussian} or {@code categorical:3}
   */
  public AdaptationWorkload(String system, int experiments, int variables) {
    this(GraphFamily.parse("er:" + variables + ":1").draw(SEED), system, experiments, variables);
  }

  private AdaptationWorkload(Dag graph, String system, int experiments, int variables) {
    super(
        new ExperimentRecords(
            experiments,
            variables,
            ExperimentRecords.kindOf(system),
            samples(MechanismFamily.parse(system).draw(graph, SEED))));
    this.graph = graph;
  }

  private static IntFunction<String> samples(StructuralCausalModel source) {
    int shifts = (DIFFERENT - BURN_IN) / SHOTS;
    ShiftedStream stream =
        ShiftedStream.of(
            source,
            new ShiftSchedule(ShiftSchedule.Shift.RECURRENT, BURN_IN, SHOTS, shifts, 1, 1),
            SEED);
    String[] samples = new String[DIFFERENT];
    for (int i = 0; i < DIFFERENT; i++) {
      samples[i] = text(stream.draw(i));
    }
    return i -> samples[i % DIFFERENT];
  }

  private static String text(ShiftedStream.Draw draw) {
    return "\"targets\":%s,\"kind\":\"SOFT\",\"values\":%s,\"regime\":\"%s\",\"oracleLosses\":%s"
        .formatted(
            ExperimentRecords.names(draw.regime().targets()),
            Arrays.toString(draw.values()).replace(" ", ""),
            draw.regime().label(),
            Arrays.toString(draw.losses()).replace(" ", ""));
  }

  @Override
  public List<ProducerRecord<byte[], byte[]>> declarations(String prefix) {
    return Stream.concat(
            records().declarations(prefix, ",\"trueEdges\":" + edges()).stream(),
            records().ids().stream()
                .map(id -> Workload.record(Topic.POSTERIOR_LATEST, prefix, id, learned(id))))
        .toList();
  }

  private String edges() {
    return Arrays.stream(graph.edges())
        .map(edge -> "[\"v%d\",\"v%d\"]".formatted(edge[0], edge[1]))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private String learned(String id) {
    int variables = records().variables();
    String row = Stream.generate(() -> "0").limit(variables).collect(Collectors.joining(","));
    String rows =
        Stream.generate(() -> "[" + row + "]").limit(variables).collect(Collectors.joining(","));
    return ("{\"experimentId\":\"%s\",\"asOf\":0,\"samples\":0,\"samplesByRegime\":{},"
            + "\"method\":\"EXACT\",\"structurePrior\":\"UNIFORM\",\"logEvidence\":0,"
            + "\"variables\":%s,\"edges\":[%s],\"expectedEdges\":0,\"mapGraph\":%s,"
            + "\"refreshMillis\":0}")
        .formatted(id, records().names(), rows, edges());
  }

  @Override
  public void build(StreamExecutionEnvironment env, KafkaSettings kafka, String... options) {
    AdaptationJob.build(
        env,
        JobMain.settings(
            new AdaptationOptions(), kafka.bootstrap(), Workload.options(kafka, options)));
  }

  @Override
  public Set<String> operators() {
    return RunAdaptation.RECORDS;
  }

  @Override
  public Topic results() {
    return Topic.ADAPTATION_METRICS;
  }
}
