// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.JobMain;
import dev.sluice.jobs.posterior.PosteriorJob;
import dev.sluice.jobs.posterior.PosteriorOptions;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.schemas.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Samples of one experiment. */
final class PosteriorWorkload implements Workload {
  private static final int DIFFERENT = 10_000;

  private final int variables;
  private final double[][] samples;

  PosteriorWorkload(int variables) {
    this.variables = variables;
    samples = Experiments.samples(Experiments.linearGaussian(variables), DIFFERENT);
  }

  @Override
  public Topic topic() {
    return Topic.SAMPLES;
  }

  @Override
  public List<ProducerRecord<byte[], byte[]>> declarations(String prefix) {
    String declared =
        IntStream.range(0, variables)
            .mapToObj(v -> "{\"name\":\"v" + v + "\",\"kind\":\"CONTINUOUS\"}")
            .collect(Collectors.joining(","));
    return List.of(
        Workload.record(
            Topic.EXPERIMENTS,
            prefix,
            "e",
            "{\"experimentId\":\"e\",\"variables\":[" + declared + "]}"));
  }

  @Override
  public ProducerRecord<byte[], byte[]> record(int index, String prefix) {
    VariableSet targets = Experiments.targets(index % DIFFERENT, variables);
    return Workload.record(
        topic(),
        prefix,
        "e",
        "{\"experimentId\":\"e\",\"sampleId\":\""
            + index
            + "\",\"targets\":["
            + (targets.isEmpty() ? "" : "\"v" + targets.members()[0] + "\"")
            + "],\"values\":["
            + Arrays.stream(samples[index % DIFFERENT])
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(","))
            + "]}");
  }

  @Override
  public void build(StreamExecutionEnvironment env, KafkaSettings kafka) {
    PosteriorJob.build(
        env, JobMain.settings(new PosteriorOptions(), kafka.bootstrap(), "--bounded"));
  }
}
