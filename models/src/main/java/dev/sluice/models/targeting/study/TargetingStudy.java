// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting.study;

import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.MechanismFamily;
import dev.sluice.models.targeting.Intervention;
import dev.sluice.models.targeting.TargetingRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Rules of targeting on simulated systems, round by round.
 *
 * <p>Paired: of a family and seed all rules see the same system, the same observations, and the
 * same j-th batch of each candidate. Results are functions of the settings, whatever the number of
 * threads; but for the milliseconds.
 */
public final class TargetingStudy {
  private TargetingStudy() {}

  /**
   * What is studied.
   *
   * @param families of true graphs
   * @param mechanisms of true systems
   * @param rules to compare
   * @param loop what happens in a run
   * @param believer who holds the beliefs
   * @param seeds systems of each family
   * @param firstSeed of the first system
   * @param streams runs of {@link TargetingRule#RANDOM} and {@link TargetingRule#ROUND_ROBIN} for
   *     each system, which depend on luck more than the others
   */
  public record Settings(
      List<GraphFamily> families,
      MechanismFamily mechanisms,
      List<TargetingRule> rules,
      Loop loop,
      Believer believer,
      int seeds,
      long firstSeed,
      int streams) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException beginning with the component's name
     */
    public Settings {
      require(!families.isEmpty(), "families", "none are given");
      require(!rules.isEmpty(), "rules", "none are given");
      require(seeds >= 1, "seeds", "must be at least 1, is " + seeds);
      require(streams >= 1, "streams", "must be at least 1, is " + streams);
      families = List.copyOf(families);
      rules = rules.stream().distinct().toList();
      rules.forEach(believer::requireServed);
      believer.requireLoop(loop);
      for (GraphFamily family : families) {
        believer.requireReach(family);
        loop.candidates(mechanisms, family.nodes());
      }
    }

    /** How many runs of a rule there are for each system. */
    int streams(TargetingRule rule) {
      boolean lucky = rule == TargetingRule.RANDOM || rule == TargetingRule.ROUND_ROBIN;
      return lucky ? streams : 1;
    }
  }

  /**
   * What happens in a run.
   *
   * @param observations before the first round
   * @param rounds of one intervention each
   * @param rows drawn in a round
   * @param values that targets may be set to; empty: categories uniformly at random
   */
  public record Loop(int observations, int rounds, int rows, List<Double> values) {
    /** Checks the ranges. */
    public Loop {
      require(observations >= 0, "observations", "must be at least 0, is " + observations);
      require(rounds >= 1, "rounds", "must be at least 1, is " + rounds);
      require(rows >= 1, "rows", "must be at least 1, is " + rows);
      values = List.copyOf(values);
    }

    /** Every variable with every value. */
    List<Intervention> candidates(MechanismFamily mechanisms, int variables) {
      boolean categorical = mechanisms.kind() != MechanismFamily.Kind.LINEAR_GAUSSIAN;
      require(categorical || !values.isEmpty(), "values", "continuous targets need one");
      List<Double> all = values.isEmpty() ? List.of(Intervention.UNIFORM) : values;
      List<Intervention> candidates = new ArrayList<>();
      for (int variable = 0; variable < variables; variable++) {
        for (double value : all) {
          boolean exists =
              !categorical
                  || Double.isNaN(value)
                  || (value == Math.rint(value) && value >= 0 && value < mechanisms.categories());
          require(exists, "values", "%s is no category of %s".formatted(value, mechanisms));
          candidates.add(Intervention.on(variable, value));
        }
      }
      return candidates;
    }
  }

  /** Refuses, by IllegalArgumentException, what does not hold. */
  static void require(boolean holds, String name, String problem) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": " + problem);
    }
  }

  /** A system to learn about. */
  private record Task(GraphFamily family, long seed) {}

  /**
   * Runs the study on all cores.
   *
   * @param progress called after each of {@link #steps} steps, by any thread
   * @return outcomes, ordered by family, seed, rule, stream and round
   */
  public static List<TargetingOutcome> run(Settings settings, Runnable progress) {
    return tasks(settings).parallelStream()
        .flatMap(
            task -> new TargetingTrial(settings, task.family, task.seed, progress).run().stream())
        .toList();
  }

  /** How many rounds of all runs there are. */
  public static long steps(Settings settings) {
    return tasks(settings).size()
        * settings.rules().stream().mapToLong(settings::streams).sum()
        * settings.loop().rounds();
  }

  private static List<Task> tasks(Settings settings) {
    long end = settings.firstSeed() + settings.seeds();
    return settings.families().stream()
        .flatMap(
            family ->
                LongStream.range(settings.firstSeed(), end)
                    .mapToObj(seed -> new Task(family, seed)))
        .toList();
  }
}
