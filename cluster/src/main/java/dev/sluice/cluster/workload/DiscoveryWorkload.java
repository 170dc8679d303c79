// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster.workload;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.discovery.DiscoveryJob;
import dev.sluice.jobs.discovery.DiscoveryOptions;
import dev.sluice.models.random.KeyedRandom;
import dev.sluice.schemas.Topic;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The discovery job: one experiment of the line A, B, C of three categories, a small network
 * trained once a round; every second sample clamps one of them.
 */
final class DiscoveryWorkload implements Workload {
  private static final int VARIABLES = 3;
  private static final int CATEGORIES = 3;

  @Override
  public String name() {
    return "discovery";
  }

  @Override
  public String main() {
    return DiscoveryJob.class.getName();
  }

  @Override
  public List<String> options() {
    return List.of(
        "--train-every=" + ROUND,
        "--train-growth=1",
        "--fit-steps=30",
        "--graph-steps=10",
        "--hidden=16",
        "--batch=32",
        "--graphs=10",
        "--capacity=150",
        "--intervention-capacity=40",
        "--waiting-time=1d");
  }

  @Override
  public List<Topic> topics() {
    return DiscoveryJob.TOPICS;
  }

  @Override
  public List<Topic> inputs() {
    return List.of(Topic.EXPERIMENTS, Topic.SAMPLES);
  }

  @Override
  public Map<Topic, String> growing() {
    return Map.of(Topic.DISCOVERY_METRICS, "epochs");
  }

  @Override
  public List<Message> declarations() {
    return List.of(Samples.declaration("links", VARIABLES, CATEGORIES, "AB", "BC"));
  }

  @Override
  public List<Message> step(long number) {
    return Numbered.step(number, DiscoveryWorkload::sample, Samples::undeclared);
  }

  private static Message sample(long number) {
    int target = number % 2 == 0 ? -1 : (int) (number / 2 % VARIABLES);
    UniformRandomProvider random = KeyedRandom.of(1, "links", number);
    double[] x = new double[VARIABLES];
    for (int v = 0; v < VARIABLES; v++) {
      boolean follows = v > 0 && target != v && random.nextDouble() < .8;
      x[v] = follows ? x[v - 1] : random.nextInt(CATEGORIES);
    }
    return Samples.sample("links", number, target, x);
  }

  @Override
  public void build(StreamExecutionEnvironment env, KafkaSettings kafka) {
    DiscoveryJob.build(env, JobSettings.of(new DiscoveryOptions(), kafka, options()));
  }
}
