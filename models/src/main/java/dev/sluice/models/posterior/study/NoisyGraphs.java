// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.study;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.graph.GraphMetrics;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.models.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * The protocol that DAG-GFlowNet and the methods beside it were measured by. Deleu et al., UAI
 * 2022: Erdos-Renyi graphs with 2 d expected edges, linear mechanisms with weights N(0, 1), noise
 * of deviation .1, 100 observational samples, BGe. It shows how much hangs on the scale of the
 * prior, which does not fit such data unless it is chosen for them.
 */
public final class NoisyGraphs {
  /** Deviation of the noise. */
  public static final double NOISE = 0.1;

  private static final double EDGES_PER_NODE = 2;

  private NoisyGraphs() {}

  /** How the scale t of the prior is chosen. */
  public enum Scale {
    /** The default for variables of unit variance, as the published methods have it. */
    UNIT,
    /** By the evidence. */
    EVIDENCE,
    /** The default for what has the variance of the noise. */
    NOISE
  }

  /**
   * What is studied.
   *
   * @param variables d
   * @param graphs how many
   * @param samples of each
   * @param seed of the first graph; the others follow one by one
   */
  public record Settings(int variables, int graphs, int samples, long seed) {}

  /**
   * What came of one graph.
   *
   * @param expectedShd expected structural Hamming distance to the truth
   * @param auroc of the edges
   * @param brier mean over ordered pairs of (probability - truth)^2
   * @param edges expected number
   * @param seconds that the posterior took
   */
  public record Outcome(
      double expectedShd, double auroc, double brier, double edges, double seconds) {}

  /**
   * Runs the protocol, one graph after the other.
   *
   * @param progress is told each graph's outcome
   */
  public static List<Outcome> run(
      Settings settings,
      Scale scale,
      GraphPrior graphPrior,
      PosteriorMethod method,
      Consumer<Outcome> progress) {
    List<Outcome> outcomes = new ArrayList<>();
    for (int n = 0; n < settings.graphs(); n++) {
      Outcome outcome = outcome(settings, scale, graphPrior, method, settings.seed() + n);
      outcomes.add(outcome);
      progress.accept(outcome);
    }
    return outcomes;
  }

  private static Outcome outcome(
      Settings settings, Scale scale, GraphPrior graphPrior, PosteriorMethod method, long seed) {
    int d = settings.variables();
    UniformRandomProvider random = KeyedRandom.of(seed, "noisy graphs");
    int[] order = PermutationSampler.natural(d);
    PermutationSampler.shuffle(random, order);
    double[][] weights = new double[d][d];
    VariableSet[] parents = VariableSet.noneOf(d);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    for (int later = 0; later < d; later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        if (random.nextDouble() < EDGES_PER_NODE / ((d - 1) / 2.0)) {
          weights[order[later]][order[earlier]] = normal.sample();
          parents[order[later]] = parents[order[later]].toggle(order[earlier]);
        }
      }
    }
    Domain domain = Domain.continuous(d);
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    for (int i = 0; i < settings.samples(); i++) {
      statistics.observe(domain, sample(order, weights, normal), VariableSet.EMPTY, 1);
    }
    long start = System.nanoTime();
    Posterior posterior = method.posterior(domain, statistics, prior(d, scale), graphPrior);
    double seconds = (System.nanoTime() - start) / 1e9;
    Dag truth = Dag.ofParents(parents);
    return new Outcome(
        GraphMetrics.expectedShd(posterior.edges(), truth),
        GraphMetrics.auroc(posterior.edges(), truth),
        GraphMetrics.brier(posterior.edges(), truth),
        posterior.expectedEdges(),
        seconds);
  }

  private static double[] sample(
      int[] order, double[][] weights, ZigguratSampler.NormalizedGaussian normal) {
    double[] values = new double[order.length];
    for (int node : order) {
      double value = NOISE * normal.sample();
      for (int parent = 0; parent < order.length; parent++) {
        value += weights[node][parent] * values[parent];
      }
      values[node] = value;
    }
    return values;
  }

  private static ScorePrior prior(int d, Scale scale) {
    ScorePrior unit = ScorePrior.defaults(d);
    return switch (scale) {
      case UNIT -> unit;
      case EVIDENCE ->
          new ScorePrior(
              unit.alphaMu(), unit.alphaW(), unit.priorScale(), true, unit.equivalentSampleSize());
      case NOISE -> unit.withScale(unit.priorScale() * NOISE * NOISE);
    };
  }
}
