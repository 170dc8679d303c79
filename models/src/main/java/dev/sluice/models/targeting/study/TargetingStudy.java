// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting.study;

import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.MechanismFamily;
import dev.sluice.models.targeting.Intervention;
import dev.sluice.models.targeting.TargetingRule;
import dev.sluice.models.targeting.exact.ExactBelief;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Rules of targeting with the exact posterior, on simulated systems, round by round.
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
   * @param effort of the rules
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
      Effort effort,
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
      for (GraphFamily family : families) {
        int nodes = family.nodes();
        require(
            nodes >= 2 && nodes <= ExactBelief.MAX_VARIABLES,
            "families",
            "%s: must have 2 to %d nodes".formatted(family, ExactBelief.MAX_VARIABLES));
        loop.candidates(mechanisms, nodes);
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

  /**
   * How much the rules calculate for a decision.
   *
   * @param graphs drawn from the posterior for {@link TargetingRule#EIG}, {@link TargetingRule#AIT}
   *     and {@link TargetingRule#DESCENDANTS}
   * @param models for {@link TargetingRule#CBED}, which compares each with each
   * @param imaginedRows for each graph and candidate, of AIT
   */
  public record Effort(int graphs, int models, int imaginedRows) {
    /** About one percent of the best gain is lost with 128 graphs. */
    public static final Effort USUAL = new Effort(128, 40, 64);

    /** Checks the ranges. */
    public Effort {
      require(graphs >= 2, "graphs", "must be at least 2, is " + graphs);
      require(models >= 2, "models", "must be at least 2, is " + models);
      require(imaginedRows >= 2, "imaginedRows", "must be at least 2, is " + imaginedRows);
    }
  }

  private static void require(boolean holds, String name, String problem) {
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
            task -> new TargetingTrial(settings, task.family, task.seed).run(progress).stream())
        .toList();
  }

  /** How many runs of rules there are in all. */
  public static long steps(Settings settings) {
    return tasks(settings).size() * settings.rules().stream().mapToLong(settings::streams).sum();
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
