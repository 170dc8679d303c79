// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.benchmarks.workload.Experiments;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.scm.StructuralCausalModel;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to merge two statistics that have seen every regime. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MergeBenchmark {

  /** Number of variables; there is one regime more. */
  @Param({"5", "10", "20"})
  public int variables;

  private SufficientStatistics one;
  private SufficientStatistics other;

  /** Simulates the statistics. */
  @Setup
  public void simulate() {
    StructuralCausalModel model = Experiments.linearGaussian(variables);
    one = Experiments.statistics(model, 1_000);
    other = Experiments.statistics(model, 2_000);
  }

  /** Merges them. */
  @Benchmark
  public SufficientStatistics merge() {
    return one.merge(other);
  }
}
