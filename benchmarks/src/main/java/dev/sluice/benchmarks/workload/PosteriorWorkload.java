// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.workload;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.JobMain;
import dev.sluice.jobs.posterior.PosteriorJob;
import dev.sluice.jobs.posterior.PosteriorOptions;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.InterventionKind;
import dev.sluice.models.scm.MechanismFamily;
import dev.sluice.models.scm.StructuralCausalModel;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.posterior.RunPosterior;
import java.util.Arrays;
import java.util.Set;
import java.util.function.IntFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Samples of equal systems, the posterior job's. */
public final class PosteriorWorkload extends ExperimentWorkload {
  private static final int DIFFERENT = 10_000;
  private static final long SEED = 1;

  private PosteriorWorkload(ExperimentRecords records) {
    super(records);
  }

  /** Linear-Gaussian systems; from 10,000 samples of an experiment on they come again. */
  public static PosteriorWorkload gaussian(int experiments, int variables) {
    double[][] samples = Experiments.samples(Experiments.linearGaussian(variables), DIFFERENT);
    String[] texts = new String[DIFFERENT];
    for (int i = 0; i < DIFFERENT; i++) {
      texts[i] = text(Experiments.targets(i, variables), samples[i]);
    }
    return new PosteriorWorkload(
        new ExperimentRecords(
            experiments, variables, ExperimentRecords.CONTINUOUS, i -> texts[i % DIFFERENT]));
  }

  /** Systems of three categories, in which no two samples are the same draw. */
  public static PosteriorWorkload categorical(int experiments, int variables) {
    Dag graph = GraphFamily.parse("er:" + variables + ":1").draw(SEED);
    StructuralCausalModel model = MechanismFamily.parse("categorical:3").draw(graph, SEED);
    IntFunction<String> text =
        i -> {
          VariableSet targets = Experiments.targets(i, variables);
          return text(targets, model.sample(targets, InterventionKind.PERFECT, SEED, i));
        };
    return new PosteriorWorkload(
        new ExperimentRecords(experiments, variables, ExperimentRecords.categorical(3), text));
  }

  private static String text(VariableSet targets, double[] values) {
    return "\"targets\":%s,\"values\":%s"
        .formatted(ExperimentRecords.names(targets), Arrays.toString(values).replace(" ", ""));
  }

  @Override
  public void build(StreamExecutionEnvironment env, KafkaSettings kafka, String... options) {
    PosteriorJob.build(
        env,
        JobMain.settings(
            new PosteriorOptions(), kafka.bootstrap(), Workload.options(kafka, options)));
  }

  @Override
  public Set<String> operators() {
    return RunPosterior.SAMPLES;
  }

  @Override
  public Topic results() {
    return Topic.POSTERIOR_METRICS;
  }
}
