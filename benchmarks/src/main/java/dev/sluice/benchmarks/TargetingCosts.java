// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.benchmarks.workload.ThisProcess;
import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.replay.Learned;
import dev.sluice.models.discovery.replay.Learner;
import dev.sluice.models.discovery.replay.MethodChoice;
import dev.sluice.models.discovery.replay.MethodName;
import dev.sluice.models.discovery.replay.NameOrder;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.targeting.Intervention;
import dev.sluice.models.targeting.TargetingRule;
import dev.sluice.models.targeting.neural.GradientNorm;
import dev.sluice.models.targeting.neural.NeuralEffort;
import dev.sluice.models.targeting.neural.NeuralTargeting;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The CPU time of one decision by beliefs of ENCO that have learned nothing yet: all edges are
 * open, and no decision takes longer. By the thread's own clock, which other work on the machine
 * does not count towards.
 */
@Command(name = "targeting", mixinStandardHelpOptions = true, showDefaultValues = true)
public final class TargetingCosts implements Callable<Integer> {
  private static final double MILLIS = 1e3;
  private static final double TO_MEGABYTES = 1e-6;

  @Option(names = "--variables", split = ",", defaultValue = "5,10,25", description = "Numbers N.")
  private List<Integer> variables;

  @Option(names = "--categories", defaultValue = "10", description = "Of each variable.")
  private int categories;

  @Option(
      names = "--rules",
      split = ",",
      defaultValue = "AIT,GIT,CBED",
      description = "Rules that have scores.")
  private List<TargetingRule> rules;

  @Option(names = "--sampled-graphs", defaultValue = "20", description = "Of a decision.")
  private int graphs;

  @Option(names = "--imagined-rows", defaultValue = "64", description = "Of a graph and candidate.")
  private int rows;

  @Option(names = "--mask-graphs", defaultValue = "20", description = "Of an imagined step.")
  private int maskGraphs;

  @Option(names = "--repeats", defaultValue = "5", description = "Decisions; the median counts.")
  private int repeats;

  /** Runs the measurement. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new TargetingCosts())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }

  @Override
  public Integer call() {
    NeuralEffort effort = new NeuralEffort(graphs, rows, maskGraphs, GradientNorm.USUAL);
    System.out.printf(Locale.ROOT, "%-6s%6s%12s%12s%n", "rule", "N", "ms", "most MB");
    for (TargetingRule rule : rules) {
      for (int n : variables) {
        measure(rule, n, effort);
      }
    }
    return 0;
  }

  private void measure(TargetingRule rule, int n, NeuralEffort effort) {
    int[] each = new int[n];
    Arrays.fill(each, categories);
    Domain domain = Domain.categorical(each);
    String[] names = IntStream.range(0, n).mapToObj(i -> "X" + i).toArray(String[]::new);
    MethodChoice choice = MethodChoice.usual(MethodName.ENCO, 1);
    Learner learner =
        new Learner(choice.of(domain, EdgeKnowledge.none(n)), NameOrder.of(names), domain);
    Learned learned = learner.initial();
    List<Intervention> candidates =
        IntStream.range(0, n).mapToObj(i -> Intervention.on(i, Intervention.UNIFORM)).toList();
    double[] millis = new double[repeats];
    for (int repeat = 0; repeat < repeats; repeat++) {
      double before = ThisProcess.threadSeconds();
      NeuralTargeting.scores(rule, learner, learned, candidates, effort, repeat);
      millis[repeat] = (ThisProcess.threadSeconds() - before) * MILLIS;
    }
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "%-6s%6d%12.1f%12.1f%n",
        rule.label(),
        n,
        millis[repeats / 2],
        NeuralTargeting.bytes(learner, n, effort) * TO_MEGABYTES);
  }
}
