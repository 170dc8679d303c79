// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.benchmarks.workload.Experiments;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.scm.StructuralCausalModel;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one sample costs the sufficient statistics: one rank-1 update of its regime. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class IngestBenchmark {

  private static final int SAMPLES = 5_000;

  /** Number of variables. */
  @Param({"5", "10", "20"})
  public int variables;

  private Domain domain;
  private double[][] samples;
  private VariableSet[] targets;
  private SufficientStatistics statistics;

  /** Simulates the samples. */
  @Setup
  public void simulate() {
    StructuralCausalModel model = Experiments.linearGaussian(variables);
    domain = model.domain();
    samples = Experiments.samples(model, SAMPLES);
    targets = new VariableSet[SAMPLES];
    Arrays.setAll(targets, i -> Experiments.targets(i, variables));
    statistics = SufficientStatistics.empty(domain);
  }

  /** Observes all samples, interventional ones among them. */
  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  public SufficientStatistics observe() {
    for (int i = 0; i < SAMPLES; i++) {
      statistics.observe(domain, samples[i], targets[i], 1.0);
    }
    return statistics;
  }
}
