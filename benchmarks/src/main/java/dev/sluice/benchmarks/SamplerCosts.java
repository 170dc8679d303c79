// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.mcmc.Diagnostics;
import dev.sluice.models.posterior.mcmc.Sampled;
import dev.sluice.models.posterior.mcmc.Sampler;
import dev.sluice.models.posterior.mcmc.SamplerSettings;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What the sampler does in a second of its thread's processor time: steps of its chains, and how
 * far its posterior of simulated data is from the exact one, which up to 16 variables is there.
 */
@Command(name = "sampler", mixinStandardHelpOptions = true, showDefaultValues = true)
public final class SamplerCosts implements Callable<Integer> {
  private static final int CHAINS = 4;
  private static final int MOST_EXACT = 16;
  private static final long FIRST_STEPS = 100_000;

  @Option(
      names = "--variables",
      defaultValue = "8,9,10,11,12",
      split = ",",
      description = "Numbers of variables, one data set after the other.")
  private List<Integer> variables;

  @Option(names = "--data-sets", defaultValue = "20", description = "Of each kind.")
  private int dataSets;

  @Option(names = "--samples", defaultValue = "500", description = "Of each data set.")
  private int samples;

  @Option(
      names = "--seconds",
      defaultValue = "1,10",
      split = ",",
      description = "Of processor time, about; one run each.")
  private List<Double> seconds;

  /** Runs the measurement. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SamplerCosts()).execute(arguments));
  }

  @Override
  public Integer call() {
    for (boolean categorical : new boolean[] {false, true}) {
      double[] worst = new double[seconds.size()];
      for (int set = 0; set < dataSets; set++) {
        Domain domain = domain(variables.get(set % variables.size()), categorical);
        SufficientStatistics statistics = simulate(domain, samples, set);
        double stepsPerSecond = run(domain, statistics, FIRST_STEPS, null, "first");
        for (int i = 0; i < worst.length; i++) {
          long steps = Math.max(1, (long) (seconds.get(i) * stepsPerSecond / CHAINS));
          Posterior exact = exact(domain, statistics);
          String name = "%s %d, d=%d".formatted(kind(categorical), set, domain.dimension());
          double[] error = new double[1];
          run(domain, statistics, steps, new Comparison(exact, error), name);
          worst[i] = Math.max(worst[i], error[0]);
        }
      }
      System.out.printf(
          "%s: largest errors %s in about %s s%n",
          kind(categorical), Arrays.toString(worst), seconds);
    }
    return 0;
  }

  private static String kind(boolean categorical) {
    return categorical ? "categorical" : "Gaussian";
  }

  /** Samples, prints unless it is the first run, and returns the steps in a second. */
  private static double run(
      Domain domain, SufficientStatistics data, long steps, Comparison against, String name) {
    int d = domain.dimension();
    SamplerSettings settings =
        new SamplerSettings(CHAINS, steps, Double.POSITIVE_INFINITY, Math.min(12, d - 1), 1);
    long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    Sampled sampled =
        Sampler.posterior(domain, data, ScorePrior.defaults(d), prior(d), settings, null);
    double cpu = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun) / 1e9;
    Diagnostics found = sampled.diagnostics();
    if (against != null) {
      System.out.printf(
          "%s: %.2f s of processor, %.1f M steps/s, acceptance %.3f, effective size %.0f,"
              + " difference %.4f, converged %s%s%n",
          name,
          cpu,
          found.steps() / cpu / 1e6,
          found.acceptance(),
          found.effectiveSampleSize(),
          found.largestDifference(),
          found.converged(),
          against.with(sampled.posterior()));
    }
    return found.steps() / cpu;
  }

  /** The exact posterior, null if there is none, and where the largest error goes. */
  private record Comparison(Posterior exact, double[] largest) {
    String with(Posterior sampled) {
      if (exact == null) {
        return "";
      }
      double edges = difference(sampled.edges(), exact.edges());
      double ancestors = difference(sampled.ancestors(), exact.ancestors());
      largest[0] = Math.max(edges, ancestors);
      return ", error of edges %.4f, of ancestors %.4f".formatted(edges, ancestors);
    }

    private static double difference(double[][] one, double[][] other) {
      double largest = 0;
      for (int i = 0; i < one.length; i++) {
        for (int j = 0; j < one.length; j++) {
          largest = Math.max(largest, Math.abs(one[i][j] - other[i][j]));
        }
      }
      return largest;
    }
  }

  private static Posterior exact(Domain domain, SufficientStatistics statistics) {
    int d = domain.dimension();
    return d > MOST_EXACT
        ? null
        : Inference.posterior(domain, statistics, ScorePrior.defaults(d), prior(d));
  }

  private static GraphPrior prior(int d) {
    GraphPrior fair = GraphPrior.fair(d);
    return d > MOST_EXACT ? fair.withMaxParents(4) : fair;
  }

  private static Domain domain(int d, boolean categorical) {
    int[] three = new int[d];
    Arrays.fill(three, 3);
    return categorical ? Domain.categorical(three) : Domain.continuous(d);
  }

  /** A random graph of one edge per node on average; every fourth sample clamps a variable. */
  private static SufficientStatistics simulate(Domain domain, int samples, long seed) {
    Random random = new Random(seed);
    int d = domain.dimension();
    double[][] weights = new double[d][d];
    for (int to = 1; to < d; to++) {
      for (int from = 0; from < to; from++) {
        if (random.nextDouble() < 2.0 / (d - 1)) {
          weights[from][to] = (random.nextBoolean() ? 1 : -1) * (0.3 + random.nextDouble());
        }
      }
    }
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    for (int n = 0; n < samples; n++) {
      int target = n % 4 == 0 ? random.nextInt(d) : -1;
      double[] x = new double[d];
      for (int to = 0; to < d; to++) {
        double sum = random.nextGaussian();
        for (int from = 0; from < to && to != target; from++) {
          sum += weights[from][to] * (domain.isCategorical() ? x[from] - 1 : x[from]);
        }
        x[to] = domain.isCategorical() ? Math.max(0, Math.min(2, Math.floor(sum + 1.5))) : sum;
      }
      statistics.observe(domain, x, VariableSet.ofMask(target < 0 ? 0 : 1L << target), 1);
    }
    return statistics;
  }
}
