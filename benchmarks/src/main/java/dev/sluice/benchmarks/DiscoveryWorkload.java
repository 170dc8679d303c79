// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.JobMain;
import dev.sluice.jobs.discovery.DiscoveryJob;
import dev.sluice.jobs.discovery.DiscoveryOptions;
import dev.sluice.schemas.Topic;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The samples of {@link PosteriorWorkload} as an experiment of discovery, which trains on one
 * thread while they come: rounds are owed from the first thousand samples on, so that it never
 * rests.
 */
final class DiscoveryWorkload implements Workload {
  private final PosteriorWorkload samples;

  DiscoveryWorkload(int variables) {
    samples = new PosteriorWorkload(variables);
  }

  @Override
  public Topic topic() {
    return samples.topic();
  }

  @Override
  public List<ProducerRecord<byte[], byte[]>> declarations(String prefix) {
    return samples.declarations(prefix);
  }

  @Override
  public ProducerRecord<byte[], byte[]> record(int index, String prefix) {
    return samples.record(index, prefix);
  }

  @Override
  public void build(StreamExecutionEnvironment env, KafkaSettings kafka) {
    DiscoveryJob.build(env, JobMain.settings(new DiscoveryOptions(), kafka.bootstrap()));
  }

  @Override
  public String endless() {
    return "gather";
  }
}
