// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.targeting;

import dev.sluice.models.targeting.TargetingRule;

/**
 * A decision that is open, or whose rows may come late.
 *
 * @param id of the decision
 * @param rule that has chosen
 * @param chosen the intervention
 * @param basis what was believed
 * @param rows asked for
 * @param spent cost of all decisions of the experiment up to this one
 * @param proposedAt when it was first proposed, milliseconds since 1970-01-01T00:00:00Z; -1 while
 *     it waits for a person
 * @param attempts how often it has been proposed
 * @param deadline when patience ends, milliseconds since 1970-01-01T00:00:00Z; -1 while it waits
 *     for a person
 * @param answered rows that have come
 * @param completeAt samples when the last of them came; -1 before
 */
public record Decision(
    String id,
    TargetingRule rule,
    Candidate chosen,
    Scored basis,
    int rows,
    double spent,
    long proposedAt,
    int attempts,
    long deadline,
    long answered,
    long completeAt) {

  static Decision made(String id, Choice.Made made, Scored basis, int rows, double spent) {
    return new Decision(id, made.rule(), made.candidate(), basis, rows, spent, -1, 0, -1, 0, -1);
  }

  double cost() {
    return rows * chosen.cost();
  }

  /** Nats; null if the rule expects none. */
  Double expectedGain() {
    return rule == TargetingRule.EIG ? chosen.score() : null;
  }

  boolean isPending() {
    return attempts == 0;
  }

  boolean isComplete() {
    return completeAt >= 0;
  }

  boolean isOverdue(long now) {
    return !isPending() && !isComplete() && deadline <= now;
  }

  Decision proposed(long now, long patience) {
    return new Decision(
        id,
        rule,
        chosen,
        basis,
        rows,
        spent,
        isPending() ? now : proposedAt,
        attempts + 1,
        now + patience,
        answered,
        completeAt);
  }

  Decision answered(long more, long samples) {
    long all = answered + more;
    return new Decision(
        id,
        rule,
        chosen,
        basis,
        rows,
        spent,
        proposedAt,
        attempts,
        deadline,
        all,
        all >= rows && !isComplete() ? samples : completeAt);
  }
}
