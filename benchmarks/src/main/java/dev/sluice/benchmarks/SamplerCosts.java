// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.benchmarks.workload.Experiments;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.GraphMetrics;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.mcmc.Diagnostics;
import dev.sluice.models.posterior.mcmc.SamplerSettings;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.models.scm.InterventionKind;
import dev.sluice.models.scm.StructuralCausalModel;
import dev.sluice.models.scm.bif.BayesianNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private static final int CHAINS = SamplerSettings.defaults().chains();
  private static final int MOST_EXACT = 16;
  private static final long FIRST_STEPS = 1_000_000;

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

  @Option(
      names = "--bif",
      split = ",",
      paramLabel = "FILE",
      description =
          "Bayesian networks in BIF, of which observations are drawn, in place of random systems.")
  private List<Path> networks = List.of();

  @Option(
      names = "--max-parents",
      paramLabel = "N",
      description = "The most parents of a variable (default: 4 of more than 16 variables).")
  private Integer maxParents;

  /** Runs the measurement. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SamplerCosts()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    if (networks.isEmpty()) {
      for (String mechanisms : List.of("linear-gaussian", "categorical:3")) {
        double[] worst = new double[seconds.size()];
        for (int set = 0; set < dataSets; set++) {
          StructuralCausalModel system =
              Experiments.system(mechanisms, variables.get(set % variables.size()), set);
          SufficientStatistics statistics = Experiments.statistics(system, samples);
          measure(mechanisms + " " + set, system.domain(), statistics, worst);
        }
        print(mechanisms, worst);
      }
    }
    for (Path file : networks) {
      String text = Files.readString(file);
      StructuralCausalModel system = BayesianNetwork.parse(file.toString(), text).model(1);
      SufficientStatistics statistics = SufficientStatistics.empty(system.domain());
      for (int i = 0; i < samples; i++) {
        double[] values = system.sample(VariableSet.EMPTY, InterventionKind.PERFECT, 1, i);
        statistics.observe(system.domain(), values, VariableSet.EMPTY, 1);
      }
      double[] worst = new double[seconds.size()];
      measure(file.getFileName().toString(), system.domain(), statistics, worst);
      print(file.getFileName().toString(), worst);
    }
    return 0;
  }

  private void print(String what, double[] worst) {
    System.out.printf(
        "%s: largest errors, or differences where there is no exact posterior, %s in about %s s%n",
        what, Arrays.toString(worst), seconds);
  }

  private void measure(
      String name, Domain domain, SufficientStatistics statistics, double[] worst) {
    GraphPrior prior = prior(domain.dimension());
    // The first run is not compiled yet.
    SamplerRun.of(domain, statistics, prior, FIRST_STEPS, null);
    double rate = stepsPerSecond(SamplerRun.of(domain, statistics, prior, FIRST_STEPS, null));
    Posterior exact =
        domain.dimension() > MOST_EXACT
            ? null
            : Inference.posterior(
                domain, statistics, ScorePrior.defaults(domain.dimension()), prior);
    for (int i = 0; i < worst.length; i++) {
      long steps = Math.max(1, (long) (seconds.get(i) * rate / CHAINS));
      SamplerRun run = SamplerRun.of(domain, statistics, prior, steps, null);
      rate = stepsPerSecond(run);
      System.out.printf(
          "%s, d=%d, %d parents: %s", name, domain.dimension(), prior.maxParents(), text(run));
      double error = run.sampled().diagnostics().largestDifference();
      if (exact != null) {
        Posterior sampled = run.sampled().posterior();
        double edges = GraphMetrics.largestDifference(sampled.edges(), exact.edges());
        double ancestors = GraphMetrics.largestDifference(sampled.ancestors(), exact.ancestors());
        System.out.printf(", error of edges %.4f, of ancestors %.4f", edges, ancestors);
        error = Math.max(edges, ancestors);
      }
      System.out.println();
      worst[i] = Math.max(worst[i], error);
    }
  }

  private static double stepsPerSecond(SamplerRun run) {
    return run.sampled().diagnostics().steps() / run.seconds();
  }

  private static String text(SamplerRun run) {
    Diagnostics found = run.sampled().diagnostics();
    return String.format(
        "%.2f s of processor, %.1f M steps/s, acceptance %.3f, effective size %.0f, difference"
            + " %.4f, converged %s",
        run.seconds(),
        stepsPerSecond(run) / 1e6,
        found.acceptance(),
        found.effectiveSampleSize(),
        found.largestDifference(),
        found.converged());
  }

  private GraphPrior prior(int d) {
    GraphPrior fair = GraphPrior.fair(d);
    return maxParents != null
        ? fair.withMaxParents(maxParents)
        : d > MOST_EXACT ? fair.withMaxParents(4) : fair;
  }
}
