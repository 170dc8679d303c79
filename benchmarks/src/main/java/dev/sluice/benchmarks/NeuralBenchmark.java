// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.learner.JointModel;
import dev.sluice.models.learner.ModelClass;
import dev.sluice.models.neural.MaskedNetwork;
import dev.sluice.models.neural.NeuralSettings;
import dev.sluice.models.random.KeyedRandom;
import java.util.concurrent.TimeUnit;
import org.apache.commons.rng.UniformRandomProvider;
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

/** Nanoseconds per sample that networks of six variables with three categories take. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class NeuralBenchmark {
  private static final int BATCH = 32;
  private static final int VARIABLES = 6;
  private static final int CATEGORIES = 3;
  private static final long ALL = (1 << VARIABLES) - 1;

  /** The class; the monolith has as many weights as the causal model. */
  @Param({"CAUSAL", "MONOLITH"})
  public ModelClass modelClass;

  private final double[][] samples = new double[BATCH][VARIABLES];
  private final double[][] losses = new double[BATCH][VARIABLES];
  private JointModel model;
  private double[] parameters;

  /** Draws a batch; the graph is a chain. */
  @Setup
  public void draw() {
    Dag chain = Dag.ofParents(0, 0b1, 0b10, 0b100, 0b1000, 0b10000);
    Domain domain =
        Domain.categorical(CATEGORIES, CATEGORIES, CATEGORIES, CATEGORIES, CATEGORIES, CATEGORIES);
    NeuralSettings oneStep = new NeuralSettings(0.01, 100, 1);
    long[] parents = ModelClass.CAUSAL.predictors(chain, 1);
    MaskedNetwork causal = MaskedNetwork.modular(domain, parents, oneStep, 1);
    int[] order = ModelClass.randomOrder(VARIABLES, 1);
    model =
        modelClass == ModelClass.CAUSAL
            ? causal
            : MaskedNetwork.autoregressive(domain, order, causal.weights(), oneStep, 1);
    parameters = model.initial();
    UniformRandomProvider random = KeyedRandom.of(1, "neural benchmark");
    for (double[] sample : samples) {
      for (int i = 0; i < VARIABLES; i++) {
        sample[i] = random.nextInt(CATEGORIES);
      }
    }
  }

  /** Predicts a batch. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public double[][] losses() {
    model.losses(parameters, samples, ALL, losses);
    return losses;
  }

  /** Learns a batch by one gradient step. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public double[] observe() {
    model.observe(parameters, samples, ALL, Double.POSITIVE_INFINITY);
    return parameters;
  }
}
