// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.JobMain;
import dev.sluice.jobs.adaptation.AdaptationJob;
import dev.sluice.jobs.adaptation.AdaptationOptions;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.MechanismFamily;
import dev.sluice.models.scm.ShiftSchedule;
import dev.sluice.models.scm.ShiftedStream;
import dev.sluice.models.scm.StructuralCausalModel;
import dev.sluice.schemas.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Samples of one categorical system that shifts and comes back again and again, for six model
 * classes: those of the true graph, of random and no order, and of a learned graph, which is the
 * true one here.
 */
final class AdaptationWorkload implements Workload {
  private static final long SEED = 1;

  /** Different samples; more are these again, which begins with the source. */
  private static final int DIFFERENT = 50_000;

  private static final int BURN_IN = 20_000;
  private static final int SHOTS = 5_000;

  private final int variables;
  private final String[] options;
  private final Dag graph;
  private final String[] samples = new String[DIFFERENT];

  /**
   * A workload.
   *
   * @param options of the job
   */
  AdaptationWorkload(int variables, String... options) {
    this.variables = variables;
    this.options = options;
    graph = GraphFamily.parse("er:" + variables + ":1").draw(SEED);
    StructuralCausalModel source = MechanismFamily.parse("categorical:3").draw(graph, SEED);
    int shifts = (DIFFERENT - BURN_IN) / SHOTS;
    ShiftedStream stream =
        ShiftedStream.of(
            source,
            new ShiftSchedule(ShiftSchedule.Shift.RECURRENT, BURN_IN, SHOTS, shifts, 1, 1),
            SEED);
    for (int i = 0; i < DIFFERENT; i++) {
      samples[i] = text(stream.draw(i));
    }
  }

  private static String text(ShiftedStream.Draw draw) {
    VariableSet targets = draw.regime().targets();
    return "\"targets\":[%s],\"kind\":\"SOFT\",\"values\":%s,\"regime\":\"%s\",\"oracleLosses\":%s}"
        .formatted(
            targets.isEmpty() ? "" : "\"v" + targets.members()[0] + "\"",
            Arrays.toString(draw.values()),
            draw.regime().label(),
            Arrays.toString(draw.losses()));
  }

  @Override
  public Topic topic() {
    return Topic.SAMPLES;
  }

  @Override
  public List<ProducerRecord<byte[], byte[]>> declarations(String prefix) {
    String declared =
        IntStream.range(0, variables)
            .mapToObj(v -> "{\"name\":\"v" + v + "\",\"kind\":\"CATEGORICAL\",\"categories\":3}")
            .collect(Collectors.joining(","));
    return List.of(
        Workload.record(
            Topic.EXPERIMENTS,
            prefix,
            "e",
            "{\"experimentId\":\"e\",\"variables\":[%s],\"trueEdges\":%s}"
                .formatted(declared, edges())),
        Workload.record(Topic.POSTERIOR_LATEST, prefix, "e", learned()));
  }

  private String edges() {
    return Arrays.stream(graph.edges())
        .map(edge -> "[\"v%d\",\"v%d\"]".formatted(edge[0], edge[1]))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private String learned() {
    String names =
        IntStream.range(0, variables)
            .mapToObj(v -> "\"v" + v + "\"")
            .collect(Collectors.joining(",", "[", "]"));
    String row = Stream.generate(() -> "0").limit(variables).collect(Collectors.joining(","));
    String rows =
        Stream.generate(() -> "[" + row + "]").limit(variables).collect(Collectors.joining(","));
    return ("{\"experimentId\":\"e\",\"asOf\":0,\"samples\":0,\"samplesByRegime\":{},"
            + "\"method\":\"EXACT\",\"structurePrior\":\"UNIFORM\",\"logEvidence\":0,"
            + "\"variables\":%s,\"edges\":[%s],\"expectedEdges\":0,\"mapGraph\":%s,"
            + "\"refreshMillis\":0}")
        .formatted(names, rows, edges());
  }

  @Override
  public ProducerRecord<byte[], byte[]> record(int index, String prefix) {
    return Workload.record(
        topic(),
        prefix,
        "e",
        "{\"experimentId\":\"e\",\"sampleId\":\"" + index + "\"," + samples[index % DIFFERENT]);
  }

  @Override
  public void build(StreamExecutionEnvironment env, KafkaSettings kafka) {
    AdaptationJob.build(
        env,
        JobMain.settings(
            new AdaptationOptions(),
            kafka.bootstrap(),
            Stream.concat(Stream.of("--bounded"), Arrays.stream(options)).toArray(String[]::new)));
  }
}
