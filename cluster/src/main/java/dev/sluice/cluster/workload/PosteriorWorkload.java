// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster.workload;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.posterior.PosteriorJob;
import dev.sluice.jobs.posterior.PosteriorOptions;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.models.random.KeyedRandom;
import dev.sluice.schemas.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The posterior job: two experiments of the line A, B, C, D; every second sample clamps one of
 * them.
 */
public final class PosteriorWorkload implements Workload {
  private static final int EXPERIMENTS = 2;
  private static final int VARIABLES = 4;
  private static final Domain DOMAIN = Domain.continuous(VARIABLES);

  @Override
  public String name() {
    return "posterior";
  }

  @Override
  public String main() {
    return PosteriorJob.class.getName();
  }

  @Override
  public List<String> options() {
    return List.of(
        "--buckets=4",
        "--refresh-interval=200ms",
        "--refresh-latest=500ms",
        "--flush-interval=50ms",
        "--waiting-time=1d");
  }

  @Override
  public List<Topic> topics() {
    return PosteriorJob.TOPICS;
  }

  @Override
  public List<Topic> inputs() {
    return List.of(Topic.EXPERIMENTS, Topic.SAMPLES);
  }

  @Override
  public Map<Topic, String> growing() {
    return Map.of(Topic.POSTERIOR_METRICS, "samples");
  }

  @Override
  public List<Message> declarations() {
    return List.of(
        Samples.declaration(experiment(0), VARIABLES, 0, "AB", "BC", "CD"),
        Samples.declaration(experiment(1), VARIABLES, 0, "AB", "BC", "CD"));
  }

  @Override
  public List<Message> step(long number) {
    return Numbered.step(
        number, n -> Samples.sample(experiment(n), n, target(n), values(n)), Samples::undeclared);
  }

  @Override
  public void build(StreamExecutionEnvironment env, KafkaSettings kafka) {
    PosteriorJob.build(env, JobSettings.of(new PosteriorOptions(), kafka, options()));
  }

  @Override
  public Map<Topic, Map<String, Map<String, Object>>> batch(long steps) {
    Map<String, Map<String, Object>> posteriors = new HashMap<>();
    for (int e = 0; e < EXPERIMENTS; e++) {
      SufficientStatistics statistics = SufficientStatistics.empty(DOMAIN);
      long samples = 0;
      for (long n = e; n < steps; n += EXPERIMENTS) {
        VariableSet targets = target(n) < 0 ? VariableSet.EMPTY : VariableSet.of(target(n));
        statistics.observe(DOMAIN, values(n), targets, 1);
        samples++;
      }
      Posterior posterior =
          Inference.posterior(
              DOMAIN, statistics, ScorePrior.defaults(VARIABLES), GraphPrior.uniform(VARIABLES));
      posteriors.put(
          experiment(e),
          Map.of(
              "samples", samples,
              "logEvidence", posterior.logEvidence(),
              "edges", posterior.edges(),
              "ancestors", posterior.ancestors(),
              "entropy", posterior.entropy(),
              "expectedEdges", posterior.expectedEdges()));
    }
    return Map.of(Topic.POSTERIOR_LATEST, posteriors);
  }

  private static String experiment(long number) {
    return "line-" + number % EXPERIMENTS;
  }

  private static int target(long number) {
    long of = number / EXPERIMENTS;
    return of % 2 == 0 ? -1 : (int) (of / 2 % VARIABLES);
  }

  private static double[] values(long number) {
    UniformRandomProvider random = KeyedRandom.of(1, "line", number);
    double[] x = new double[VARIABLES];
    for (int v = 0; v < VARIABLES; v++) {
      double noise = random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5;
      x[v] = v == 0 || v == target(number) ? noise : .6 * x[v - 1] + noise;
    }
    return x;
  }
}
