// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.targeting;

import dev.sluice.models.domain.VariableSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Samples that were let in and answer a decision.
 *
 * @param decisionId that they carry
 * @param targets that they were drawn with
 * @param rows how many
 */
public record AnsweredRows(String decisionId, VariableSet targets, long rows) {

  /** So many are told at a time: more than ever are in flight. What is beyond answers none. */
  public static final int MOST_DECISIONS = 256;

  /** A list with one row more. */
  public static List<AnsweredRows> oneMore(
      List<AnsweredRows> before, String decisionId, VariableSet targets) {
    List<AnsweredRows> after = new ArrayList<>();
    long rows = 1;
    for (AnsweredRows each : before) {
      if (each.decisionId.equals(decisionId) && each.targets.equals(targets)) {
        rows += each.rows;
      } else {
        after.add(each);
      }
    }
    after.add(new AnsweredRows(decisionId, targets, rows));
    return after;
  }
}
