// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.benchmarks.workload.Experiments;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.graph.GraphMetrics;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.mcmc.Diagnostics;
import dev.sluice.models.posterior.mcmc.Sampled;
import dev.sluice.models.posterior.mcmc.Sampler;
import dev.sluice.models.posterior.mcmc.SamplerSettings;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.models.scm.StructuralCausalModel;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
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
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

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
    for (String mechanisms : List.of("linear-gaussian", "categorical:3")) {
      double[] worst = new double[seconds.size()];
      for (int set = 0; set < dataSets; set++) {
        StructuralCausalModel system =
            Experiments.system(mechanisms, variables.get(set % variables.size()), set);
        Domain domain = system.domain();
        SufficientStatistics statistics = Experiments.statistics(system, samples);
        double stepsPerSecond = Run.of(domain, statistics, FIRST_STEPS).stepsPerSecond();
        Posterior exact = exact(domain, statistics);
        for (int i = 0; i < worst.length; i++) {
          long steps = Math.max(1, (long) (seconds.get(i) * stepsPerSecond / CHAINS));
          Run run = Run.of(domain, statistics, steps);
          System.out.printf("%s %d, d=%d: %s", mechanisms, set, domain.dimension(), run.text());
          if (exact != null) {
            Posterior sampled = run.sampled.posterior();
            double edges = GraphMetrics.largestDifference(sampled.edges(), exact.edges());
            double ancestors =
                GraphMetrics.largestDifference(sampled.ancestors(), exact.ancestors());
            System.out.printf(", error of edges %.4f, of ancestors %.4f", edges, ancestors);
            worst[i] = Math.max(worst[i], Math.max(edges, ancestors));
          }
          System.out.println();
        }
      }
      System.out.printf(
          "%s: largest errors %s in about %s s%n", mechanisms, Arrays.toString(worst), seconds);
    }
    return 0;
  }

  /** A sampled posterior, and the seconds of the processor that it took. */
  private record Run(Sampled sampled, double seconds) {
    static Run of(Domain domain, SufficientStatistics data, long steps) {
      int d = domain.dimension();
      SamplerSettings settings =
          new SamplerSettings(CHAINS, steps, Double.POSITIVE_INFINITY, Math.min(12, d - 1), 1);
      long begun = CPU.getCurrentThreadCpuTime();
      Sampled sampled =
          Sampler.posterior(domain, data, ScorePrior.defaults(d), prior(d), settings, null);
      return new Run(sampled, (CPU.getCurrentThreadCpuTime() - begun) / 1e9);
    }

    double stepsPerSecond() {
      return sampled.diagnostics().steps() / seconds;
    }

    String text() {
      Diagnostics found = sampled.diagnostics();
      return String.format(
          "%.2f s of processor, %.1f M steps/s, acceptance %.3f, effective size %.0f, difference"
              + " %.4f, converged %s",
          seconds,
          stepsPerSecond() / 1e6,
          found.acceptance(),
          found.effectiveSampleSize(),
          found.largestDifference(),
          found.converged());
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
}
