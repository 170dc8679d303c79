// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.workload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.JobMain;
import dev.sluice.jobs.mesa.MesaJob;
import dev.sluice.jobs.mesa.MesaOptions;
import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.mesa.RunMesa;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Tokens of linear sequences, for the learners that there are if nothing is said: a hundred
 * sequences of {@value #LENGTH} tokens take turns, then the next hundred. After {@value #DIFFERENT}
 * sequences their values come again, under other names; the job does not know their law.
 */
public final class MesaWorkload implements Workload {
  private static final int LENGTH = 50;
  private static final int TOGETHER = 100;
  private static final int DIFFERENT = 1000;
  private static final long SEED = 1;

  private final String[][] values = new String[DIFFERENT][];

  /**
   * A workload.
   *
   * @param dimension entries of a token
   */
  public MesaWorkload(int dimension) {
    for (int sequence = 0; sequence < DIFFERENT; sequence++) {
      values[sequence] =
          Arrays.stream(SequenceTask.linear(dimension).tokens(SEED, sequence, LENGTH))
              .map(token -> Arrays.toString(token).replace(" ", ""))
              .toArray(String[]::new);
    }
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
    return Workload.record(
        topic(),
        prefix,
        id,
        "{\"sequenceId\":\"%s\",\"t\":%d,\"values\":%s,\"group\":\"all\"}"
            .formatted(id, step + 1, values[sequence % DIFFERENT][step]));
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
