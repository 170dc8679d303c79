// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.workload;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.JobMain;
import dev.sluice.jobs.discovery.DiscoveryJob;
import dev.sluice.jobs.discovery.DiscoveryOptions;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.discovery.RunDiscovery;
import java.util.Set;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The samples of {@link PosteriorWorkload} as experiments of discovery, which trains on one thread
 * while they come: rounds are owed from the first thousand samples on, so that it never rests.
 */
public final class DiscoveryWorkload extends ExperimentWorkload {

  private DiscoveryWorkload(ExperimentRecords records) {
    super(records);
  }

  /** Linear-Gaussian systems. */
  public static DiscoveryWorkload gaussian(int experiments, int variables) {
    return new DiscoveryWorkload(PosteriorWorkload.gaussian(experiments, variables).records());
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
  public String endless() {
    return "gather";
  }

  @Override
  public boolean trains() {
    return true;
  }
}
