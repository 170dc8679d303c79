// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster.workload;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.adaptation.AdaptationJob;
import dev.sluice.jobs.adaptation.AdaptationOptions;
import dev.sluice.models.random.KeyedRandom;
import dev.sluice.schemas.Topic;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The adaptation job: two experiments of the line A, B, C of three categories, in which the
 * mechanism of B is another one half of the time.
 */
final class AdaptationWorkload implements Workload {
  private static final int EXPERIMENTS = 2;
  private static final int CATEGORIES = 3;
  private static final int REGIME = 300;

  @Override
  public String name() {
    return "adaptation";
  }

  @Override
  public String main() {
    return AdaptationJob.class.getName();
  }

  @Override
  public List<String> options() {
    return List.of(
        "--no-learned-graph",
        "--burn-in=60",
        "--run-length=2000",
        "--probation=30",
        "--replay=64",
        "--library=4",
        "--window=20",
        "--report-interval=200ms",
        "--waiting-time=1d");
  }

  @Override
  public List<Topic> topics() {
    return AdaptationJob.TOPICS;
  }

  @Override
  public List<Topic> inputs() {
    return List.of(Topic.EXPERIMENTS, Topic.SAMPLES);
  }

  @Override
  public Map<Topic, String> growing() {
    return Map.of(Topic.ADAPTATION_METRICS, "samples");
  }

  @Override
  public List<Message> declarations() {
    return List.of(
        Samples.declaration(experiment(0), 3, CATEGORIES, "AB", "BC"),
        Samples.declaration(experiment(1), 3, CATEGORIES, "AB", "BC"));
  }

  @Override
  public List<Message> step(long number) {
    return Numbered.step(number, AdaptationWorkload::sample, Samples::undeclared);
  }

  private static String experiment(long number) {
    return "shifts-" + number % EXPERIMENTS;
  }

  private static Message sample(long number) {
    boolean shifted = number / REGIME % 2 == 1;
    UniformRandomProvider random = KeyedRandom.of(1, "shifts", number);
    int a = random.nextInt(CATEGORIES);
    int b = random.nextInt(10) < 8 ? (shifted ? a + 1 : a) : random.nextInt(CATEGORIES);
    int c = random.nextInt(10) < 8 ? b : random.nextInt(CATEGORIES);
    return Samples.sample(
        experiment(number), number, shifted ? 1 : -1, a, b % CATEGORIES, c % CATEGORIES);
  }

  @Override
  public void build(StreamExecutionEnvironment env, KafkaSettings kafka) {
    AdaptationJob.build(env, JobSettings.of(new AdaptationOptions(), kafka, options()));
  }
}
