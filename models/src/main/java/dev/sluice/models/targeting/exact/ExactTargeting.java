// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting.exact;

import dev.sluice.models.targeting.Disagreement;
import dev.sluice.models.targeting.Discrepancy;
import dev.sluice.models.targeting.Heuristics;
import dev.sluice.models.targeting.Intervention;
import dev.sluice.models.targeting.Scores;
import dev.sluice.models.targeting.TargetingRule;
import dev.sluice.models.targeting.exact.ExactBelief.Mechanisms;
import java.util.List;

/** Rules of targeting under the exact posterior. */
public final class ExactTargeting {
  private ExactTargeting() {}

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

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException beginning with the component's name
     */
    public Effort {
      require(graphs, "graphs");
      require(models, "models");
      require(imaginedRows, "imaginedRows");
    }

    private static void require(int value, String name) {
      if (value < 2) {
        throw new IllegalArgumentException(name + ": must be at least 2, is " + value);
      }
    }
  }

  /** Whether a rule draws graphs from the posterior, of which there is a limit in variables. */
  public static boolean drawsGraphs(TargetingRule rule) {
    return switch (rule) {
      case EIG, AIT, CBED, DESCENDANTS -> true;
      default -> false;
    };
  }

  /**
   * Scores candidates by a rule of those that {@linkplain #drawsGraphs draw graphs}.
   *
   * @param rows that a decision asks for
   * @param seed of all chance
   * @throws IllegalArgumentException if the rule is none of them
   * @throws ArithmeticException if variables are functions of one another
   */
  public static Scores scores(
      TargetingRule rule,
      ExactBelief belief,
      List<Intervention> candidates,
      int rows,
      Effort effort,
      long seed) {
    return switch (rule) {
      case EIG ->
          InformationGain.of(
              belief,
              belief.systems(effort.graphs(), Mechanisms.DRAWN, seed),
              candidates,
              rows,
              seed);
      case AIT ->
          Discrepancy.of(
              belief.systems(effort.graphs(), Mechanisms.MEAN, seed),
              belief.domain(),
              candidates,
              effort.imaginedRows(),
              seed);
      case CBED ->
          Disagreement.of(
              belief.systems(effort.models(), Mechanisms.MEAN, seed),
              belief.domain().dimension(),
              candidates,
              rows,
              seed);
      case DESCENDANTS ->
          Heuristics.expectedDescendants(
              belief.systems(effort.graphs(), Mechanisms.MEAN, seed), candidates);
      default -> throw new IllegalArgumentException(rule.label() + ": draws no graphs");
    };
  }
}
