// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.benchmarks.workload.Experiments;
import dev.sluice.benchmarks.workload.ThisProcess;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.contingency.ContingencyTables;
import dev.sluice.models.posterior.contingency.TabledFamily;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.score.Detail;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.models.random.KeyedRandom;
import dev.sluice.models.scm.InterventionKind;
import dev.sluice.models.scm.StructuralCausalModel;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What categorical statistics take while a long stream of samples with interventions goes into
 * them: bytes, and the processor time of the thread that observes and merges as the job does. In
 * the end their families are counted anew from the samples, and their posterior is compared with
 * that of tables that were filled in one go.
 */
@Command(name = "family-tables", mixinStandardHelpOptions = true, showDefaultValues = true)
public final class TableCosts implements Callable<Integer> {
  private static final int SEED = 1;

  /** Samples that a bucket hands on at once. */
  private static final int CONTRIBUTION = 10_000;

  @Option(names = "--variables", defaultValue = "20", description = "5 to 22.")
  private int variables;

  @Option(names = "--categories", defaultValue = "3", description = "Of each variable.")
  private int categories;

  @Option(names = "--max-parents", defaultValue = "3", description = "The prior's limit.")
  private int maxParents;

  @Option(names = "--samples", defaultValue = "10000000", description = "Half of one target.")
  private int samples;

  @Option(names = "--families", defaultValue = "200", description = "To be counted anew.")
  private int families;

  private Domain domain;

  /** By variable, then by sample. */
  private byte[][] columns;

  /** Runs the measurement. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new TableCosts()).execute(arguments));
  }

  @Override
  public Integer call() {
    StructuralCausalModel system = Experiments.system("categorical:" + categories, variables, SEED);
    domain = system.domain();
    columns = new byte[variables][samples];
    SufficientStatistics statistics = stream(system);
    if (statistics.detail != Detail.FAMILIES) {
      System.out.println("no tables: " + statistics.detail);
      return 1;
    }
    SufficientStatistics folded = statistics.upToDate();
    System.out.printf(
        "%,d of %,d families counted anew have other counts%n", different(folded), families);
    compare(posterior(folded), posterior(batch(folded)));
    return 0;
  }

  private SufficientStatistics stream(StructuralCausalModel system) {
    SufficientStatistics running = SufficientStatistics.empty(domain, maxParents);
    double spent = 0;
    long most = 0;
    int reported = 0;
    for (int from = 0; from < samples; from += CONTRIBUTION) {
      int to = Math.min(samples, from + CONTRIBUTION);
      double[][] values = simulate(system, from, to);
      double begun = ThisProcess.threadSeconds();
      SufficientStatistics contribution = SufficientStatistics.empty(domain, maxParents);
      for (int i = from; i < to; i++) {
        contribution.observe(domain, values[i - from], Experiments.targets(i, variables), 1);
      }
      running.absorb(contribution);
      spent += ThisProcess.threadSeconds() - begun;
      most = Math.max(most, running.bytes);
      if (to - reported >= samples / 10) {
        System.out.printf(
            "%,11d samples: %-10s now %5.1f MiB, at most %5.1f;"
                + " of the last %,d, %.2f CPU us each%n",
            to,
            running.detail,
            running.bytes / 0x1p20,
            most / 0x1p20,
            to - reported,
            spent * 1e6 / (to - reported));
        spent = 0;
        most = 0;
        reported = to;
      }
    }
    return running;
  }

  private double[][] simulate(StructuralCausalModel system, int from, int to) {
    double[][] values = new double[to - from][];
    for (int i = from; i < to; i++) {
      VariableSet targets = Experiments.targets(i, variables);
      values[i - from] = system.sample(targets, InterventionKind.PERFECT, SEED, i);
      for (int variable = 0; variable < variables; variable++) {
        columns[variable][i] = (byte) values[i - from][variable];
      }
    }
    return values;
  }

  /** How many of some families have other counts in the tables than in the samples. */
  private int different(SufficientStatistics statistics) {
    TabledFamily family = new TabledFamily(statistics.tables);
    UniformRandomProvider random = KeyedRandom.of(SEED, "families");
    int different = 0;
    for (int n = 0; n < families; n++) {
      int[] parents =
          IntStream.generate(() -> random.nextInt(variables))
              .distinct()
              .limit(n % (Math.min(maxParents, variables - 1) + 1) + 1)
              .toArray();
      int node = parents[0];
      parents = Arrays.stream(parents).skip(1).sorted().toArray();
      family.read(node, parents);
      double[] counted = Arrays.copyOf(family.joint(), family.size());
      different += Arrays.equals(counted, count(node, parents, family.size())) ? 0 : 1;
    }
    return different;
  }

  private double[] count(int node, int[] parents, int size) {
    int[] counts = new int[size];
    for (int i = 0; i < samples; i++) {
      if (!Experiments.targets(i, variables).contains(node)) {
        int cell = columns[node][i];
        for (int p = parents.length - 1; p >= 0; p--) {
          cell = cell * categories + columns[parents[p]][i];
        }
        counts[cell]++;
      }
    }
    return Arrays.stream(counts).asDoubleStream().toArray();
  }

  /** The same statistics from one pass over the samples, from the last to the first. */
  private SufficientStatistics batch(SufficientStatistics streamed) {
    SufficientStatistics batch = streamed.copy();
    batch.tables = ContingencyTables.empty(domain.categories(), batch.maxParents);
    int[] values = new int[variables];
    double begun = ThisProcess.threadSeconds();
    for (int i = samples - 1; i >= 0; i--) {
      for (int variable = 0; variable < variables; variable++) {
        values[variable] = columns[variable][i];
      }
      batch.tables.add(values, Experiments.targets(i, variables), 1);
    }
    System.out.printf(
        "the batch, sample by sample: %.2f CPU us each%n",
        (ThisProcess.threadSeconds() - begun) * 1e6 / samples);
    return batch;
  }

  private Posterior posterior(SufficientStatistics statistics) {
    double begun = ThisProcess.threadSeconds();
    Posterior posterior =
        Inference.posterior(
            domain,
            statistics,
            ScorePrior.defaults(variables),
            GraphPrior.fair(variables).withMaxParents(maxParents),
            variables > 16 ? Method.ORDER_EXACT : Method.EXACT);
    System.out.printf(
        "%s posterior: %.1f CPU s%n", posterior.method(), ThisProcess.threadSeconds() - begun);
    return posterior;
  }

  private static void compare(Posterior streamed, Posterior batch) {
    double largest = 0;
    for (int from = 0; from < batch.edges().length; from++) {
      for (int to = 0; to < batch.edges().length; to++) {
        largest = Math.max(largest, Math.abs(streamed.edges()[from][to] - batch.edges()[from][to]));
      }
    }
    System.out.printf("largest difference of an edge from the batch: %.1e%n", largest);
  }
}
