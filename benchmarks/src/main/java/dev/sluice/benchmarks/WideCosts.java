// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.benchmarks.workload.Experiments;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.posterior.mcmc.Diagnostics;
import dev.sluice.models.posterior.mcmc.Sampler;
import dev.sluice.models.posterior.mcmc.SamplerMemory;
import dev.sluice.models.posterior.mcmc.SamplerSettings;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.scm.StructuralCausalModel;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How the refreshes of a sampled posterior grow with the number of variables: processor time of the
 * first refresh, which begins anew, and of the next ones, which go on; heap; diagnostics. Every
 * other sample has a target, each variable in turn.
 */
@Command(name = "wide", mixinStandardHelpOptions = true, showDefaultValues = true)
public final class WideCosts implements Callable<Integer> {
  private static final double MEBIBYTE = 1 << 20;

  @Option(
      names = "--variables",
      defaultValue = "20,30,50,75,100",
      split = ",",
      description = "Numbers of variables.")
  private List<Integer> variables;

  @Option(names = "--samples", defaultValue = "50000", description = "Of each experiment.")
  private int samples;

  @Option(names = "--steps", defaultValue = "1000000", description = "Of each chain and refresh.")
  private long steps;

  @Option(names = "--refreshes", defaultValue = "3", description = "One after the other.")
  private int refreshes;

  /** Runs the measurement. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new WideCosts()).execute(arguments));
  }

  @Override
  public Integer call() {
    System.out.println(
        "| variables | statistics, MiB | heap of a refresh, MiB | refresh | set-up, CPU s | whole,"
            + " CPU s | acceptance | effective size | chains differ by | converged |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|");
    for (int d : variables) {
      StructuralCausalModel system = Experiments.linearGaussian(d);
      SufficientStatistics statistics = Experiments.statistics(system, samples);
      SamplerMemory memory = null;
      for (int refresh = 1; refresh <= refreshes; refresh++) {
        double setUp = run(d, statistics, 1, memory).seconds();
        SamplerRun run = run(d, statistics, steps, memory);
        memory = run.sampled().memory();
        print(d, statistics, refresh, setUp, run);
      }
    }
    return 0;
  }

  private static SamplerRun run(
      int d, SufficientStatistics statistics, long steps, SamplerMemory memory) {
    return SamplerRun.of(Domain.continuous(d), statistics, GraphPrior.uniform(d), steps, memory);
  }

  private static void print(
      int d, SufficientStatistics statistics, int refresh, double setUp, SamplerRun run) {
    Diagnostics found = run.sampled().diagnostics();
    long bytes = Sampler.bytes(Domain.continuous(d), statistics, SamplerSettings.defaults());
    System.out.printf(
        "| %d | %.1f | %.0f | %d | %.1f | %.1f | %.3f | %.0f | %.3f | %s |%n",
        d,
        statistics.bytes / MEBIBYTE,
        bytes / MEBIBYTE,
        refresh,
        setUp,
        run.seconds(),
        found.acceptance(),
        found.effectiveSampleSize(),
        found.largestDifference(),
        found.converged() ? "yes" : "no");
  }
}
