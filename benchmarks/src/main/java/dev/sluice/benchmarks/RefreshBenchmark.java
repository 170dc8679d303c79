// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.benchmarks.workload.Experiments;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.MethodChoice;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.effects.CausePair;
import dev.sluice.models.posterior.exact.EffectInference;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.exact.WithEffects;
import dev.sluice.models.posterior.family.ScoredNodes;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.models.scm.StructuralCausalModel;
import java.util.ArrayList;
import java.util.List;
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

/**
 * What a refresh costs: scores of all parent sets, evidence, edge and ancestor marginals, entropy
 * and the best graph, from the statistics of 5,000 samples in d + 1 regimes. The number of samples
 * does not matter to the cost, but at this one plain doubles would underflow.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 5, time = 3)
public class RefreshBenchmark {

  private static final int SAMPLES = 5_000;

  /** Number of variables; more than {@link #exactUpTo} have the order-modular prior. */
  @Param({"8", "10", "12", "14", "16", "17", "18", "20"})
  public int variables;

  /** What variables are like: {@code linear-gaussian}, or {@code categorical:3}. */
  @Param("linear-gaussian")
  public String mechanisms;

  /** Whether the scale of the prior is chosen by evidence: some fourteen sums in place of one. */
  @Param("false")
  public boolean byEvidence;

  /** Up to 20. */
  @Param("18")
  public int exactUpTo;

  /** How many threads share a refresh. */
  @Param("1")
  public int threads;

  private Domain domain;
  private SufficientStatistics statistics;
  private ScorePrior prior;

  /** Simulates the statistics. */
  @Setup
  public void simulate() {
    StructuralCausalModel model = Experiments.system(mechanisms, variables, 1);
    domain = model.domain();
    statistics = Experiments.statistics(model, SAMPLES);
    ScorePrior fixed = ScorePrior.defaults(variables);
    prior =
        new ScorePrior(
            fixed.alphaMu(),
            fixed.alphaW(),
            fixed.priorScale(),
            byEvidence,
            fixed.equivalentSampleSize());
  }

  /** Computes the posterior. */
  @Benchmark
  public Posterior refresh() {
    Method method = new MethodChoice(exactUpTo, true).of(variables);
    return Inference.posterior(
        domain, statistics, prior, GraphPrior.uniform(variables), method, threads);
  }

  /** The same with the effects of all pairs. */
  WithEffects withEffects() {
    List<CausePair> pairs = new ArrayList<>();
    for (int cause = 0; cause < variables; cause++) {
      for (int outcome = 0; outcome < variables; outcome++) {
        if (outcome != cause) {
          pairs.add(new CausePair(cause, outcome));
        }
      }
    }
    return EffectInference.posteriorWithEffects(
        domain,
        statistics,
        prior,
        GraphPrior.uniform(variables),
        new MethodChoice(exactUpTo, true).of(variables),
        threads,
        ScoredNodes.none(),
        pairs);
  }
}
