// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.targeting.TargetingRule;
import dev.sluice.models.targeting.study.TargetingComparison.Distance;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetingComparisonTest {
  private static TargetingOutcome outcome(
      TargetingRule rule, long seed, int round, double shd, int target, int privileged) {
    double nothing = Double.NaN;
    return new TargetingOutcome(
        "chain:3",
        rule,
        1,
        seed,
        round,
        10 * round,
        shd,
        2 * shd,
        1,
        target,
        nothing,
        nothing,
        0,
        privileged);
  }

  private static final TargetingComparison COMPARISON =
      new TargetingComparison(
          List.of(
              outcome(TargetingRule.GIT, 1, 0, 9, -1, -1),
              outcome(TargetingRule.GIT, 1, 1, 2, 0, 0),
              outcome(TargetingRule.GIT, 1, 2, 1, 1, 2),
              outcome(TargetingRule.GIT, 2, 0, 9, -1, -1),
              outcome(TargetingRule.GIT, 2, 1, 3, 1, 1),
              outcome(TargetingRule.GIT, 2, 2, 3, 2, 2),
              outcome(TargetingRule.RANDOM, 1, 1, 2, 0, -1),
              outcome(TargetingRule.RANDOM, 1, 2, 2, 0, -1),
              outcome(TargetingRule.RANDOM, 2, 1, 5, 0, -1),
              outcome(TargetingRule.RANDOM, 2, 2, 4, 0, -1)));

  @Test
  void areasAreMeansOverRoundsAfterTheFirstDecision() {
    assertThat(COMPARISON.area(TargetingRule.GIT, Distance.EXPECTED).mean()).isEqualTo(2.25);
    assertThat(COMPARISON.area(TargetingRule.GIT, Distance.PREDICTED).mean()).isEqualTo(4.5);
    assertThat(
            COMPARISON
                .difference(TargetingRule.GIT, TargetingRule.RANDOM, Distance.PREDICTED)
                .mean())
        .isEqualTo(-2);
    assertThat(COMPARISON.wins(TargetingRule.GIT, TargetingRule.RANDOM, Distance.EXPECTED))
        .isEqualTo(1);
  }

  /** One half of the decisions of one system, all of the other's; Student's t of two. */
  @Test
  void agreementIsAShareOfDecisionsBySystem() {
    TargetingComparison.Estimate agreement = COMPARISON.agreement();
    assertThat(agreement.mean()).isEqualTo(0.75);
    assertThat(agreement.interval().upper()).isCloseTo(0.75 + 12.7062 * 0.25, within(1e-3));
  }
}
