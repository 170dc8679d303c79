// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.workload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.JobMain;
import dev.sluice.jobs.discovery.DiscoveryJob;
import dev.sluice.jobs.discovery.DiscoveryOptions;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.discovery.RunDiscovery;
import java.util.Set;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The samples of {@link PosteriorWorkload} as experiments of discovery, which trains on one thread
 * while they come: rounds are owed from the first thousand samples on, so that it never rests.
 *
 * @param samples of the experiments
 */
public record DiscoveryWorkload(PosteriorWorkload samples) implements Workload {

  /** Linear-Gaussian systems. */
  public static DiscoveryWorkload gaussian(int experiments, int variables) {
    return new DiscoveryWorkload(PosteriorWorkload.gaussian(experiments, variables));
  }

  @Override
  public Topic topic() {
    return samples.topic();
  }

  @Override
  public Iterable<ProducerRecord<byte[], byte[]>> declarations(String prefix) {
    return samples.declarations(prefix);
  }

  @Override
  public ProducerRecord<byte[], byte[]> record(int index, String prefix) {
    return samples.record(index, prefix);
  }

  @Override
  public void build(StreamExecutionEnvironment env, KafkaSettings kafka, String... options) {
    DiscoveryJob.build(
        env,
        JobMain.settings(
            new DiscoveryOptions(), kafka.bootstrap(), Workload.options(kafka, options)));
  }

  @Override
  public Set<String> operators() {
    return RunDiscovery.SAMPLES;
  }

  @Override
  public Topic results() {
    return Topic.DISCOVERY_METRICS;
  }

  @Override
  public String keyOf(int index) {
    return samples.keyOf(index);
  }

  @Override
  public long markOf(int index) {
    return samples.markOf(index);
  }

  @Override
  public String keyOf(JsonNode snapshot) {
    return samples.keyOf(snapshot);
  }

  @Override
  public long markOf(JsonNode snapshot) {
    return samples.markOf(snapshot);
  }

  @Override
  public String endless() {
    return "gather";
  }
}
