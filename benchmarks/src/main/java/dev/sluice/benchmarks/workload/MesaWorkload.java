// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.workload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.JobMain;
import dev.sluice.jobs.mesa.MesaJob;
import dev.sluice.jobs.mesa.MesaOptions;
import dev.sluice.models.mesa.Contender;
import dev.sluice.models.mesa.LearnerNames;
import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.mesa.RunMesa;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Tokens of linear sequences: a hundred sequences of {@value #LENGTH} tokens take turns, then the
 * next hundred. After {@value #DIFFERENT} sequences their values come again, under other names.
 */
public final class MesaWorkload implements Workload {
  private static final int LENGTH = 50;
  private static final int TOGETHER = 100;
  private static final int DIFFERENT = 1000;
  private static final long SEED = 1;

  private final boolean simulated;
  private final String[][] values = new String[DIFFERENT][];

  /**
   * A workload.
   *
   * @param dimension entries of a token
   * @param simulated whether tokens say what they are drawn from, which oracles need
   */
  public MesaWorkload(int dimension, boolean simulated) {
    this.simulated = simulated;
    for (int sequence = 0; sequence < DIFFERENT; sequence++) {
      values[sequence] =
          Arrays.stream(SequenceTask.linear(dimension).tokens(SEED, sequence, LENGTH))
              .map(token -> Arrays.toString(token).replace(" ", ""))
              .toArray(String[]::new);
    }
  }

  /** The learners of a job if nothing is said, and dearer ones, one of which knows the truth. */
  public static String more(int dimension) {
    return Stream.concat(
            LearnerNames.defaults().stream().map(Contender::label),
            Stream.of("ridge:0.001:delays-3", "mesanet:10:0.001", "kalman:" + dimension))
        .collect(Collectors.joining(","));
  }

  @Override
  public Topic topic() {
    return Topic.TOKENS;
  }

  @Override
  public List<ProducerRecord<byte[], byte[]>> declarations(String prefix) {
    return List.of();
  }

  @Override
  public ProducerRecord<byte[], byte[]> record(int index, String prefix) {
    int block = TOGETHER * LENGTH;
    int sequence = index / block * TOGETHER + index % TOGETHER;
    int step = index % block / TOGETHER;
    String id = "sequence-" + sequence;
    int number = sequence % DIFFERENT;
    String origin =
        simulated
            ? ",\"task\":\"%s\",\"seed\":%d,\"number\":%d"
                .formatted(SequenceTask.linear().name(), SEED, number)
            : "";
    return Workload.record(
        topic(),
        prefix,
        id,
        "{\"sequenceId\":\"%s\",\"t\":%d,\"values\":%s,\"group\":\"all\"%s}"
            .formatted(id, step + 1, values[number][step], origin));
  }

  @Override
  public void build(StreamExecutionEnvironment env, KafkaSettings kafka, String... options) {
    MesaJob.build(
        env,
        JobMain.settings(new MesaOptions(), kafka.bootstrap(), Workload.options(kafka, options)));
  }

  @Override
  public Set<String> operators() {
    return RunMesa.TOKENS;
  }

  @Override
  public Topic results() {
    return Topic.MESA_METRICS;
  }

  @Override
  public String keyOf(int index) {
    return "all";
  }

  /** The number of tokens up to it. */
  @Override
  public long markOf(int index) {
    return index + 1L;
  }

  @Override
  public String keyOf(JsonNode snapshot) {
    return snapshot.get("group").textValue();
  }

  @Override
  public long markOf(JsonNode snapshot) {
    return snapshot.get("tokens").longValue();
  }
}
