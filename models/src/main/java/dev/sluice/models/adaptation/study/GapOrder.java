// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation.study;

import dev.sluice.models.learner.ModelClass;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether median gaps come in the order that the study expects: causal, full in causal order,
 * anticausal, then the joint table and the monolith.
 *
 * @param violations neighbours in that order whose median gaps are not
 */
public record GapOrder(List<Violation> violations) {
  private static final List<List<ModelClass>> ORDER =
      List.of(
          List.of(ModelClass.CAUSAL),
          List.of(ModelClass.FULL),
          List.of(ModelClass.ANTICAUSAL),
          List.of(ModelClass.MONOLITH, ModelClass.TABLE));

  /**
   * Two classes in the wrong order.
   *
   * @param before the class whose gap should be smaller
   * @param after the other
   * @param wins systems in which it was smaller
   */
  public record Violation(BestGap before, BestGap after, int wins) {}

  /**
   * The order of a cell.
   *
   * @param gaps those of one cell and scope, one per class; classes that are not compared may lack
   */
  public static GapOrder of(List<BestGap> gaps) {
    List<Violation> violations = new ArrayList<>();
    List<BestGap> before = List.of();
    for (List<ModelClass> rank : ORDER) {
      List<BestGap> present = gaps.stream().filter(gap -> rank.contains(gap.model())).toList();
      for (BestGap smaller : before) {
        for (BestGap larger : present) {
          compare(smaller, larger, violations);
        }
      }
      before = present.isEmpty() ? before : present;
    }
    return new GapOrder(violations);
  }

  /** Whether no neighbours are in the wrong order. */
  public boolean holds() {
    return violations.isEmpty();
  }

  /** Of a full graph, causal and full are the same model: then they are in order. */
  private static void compare(BestGap smaller, BestGap larger, List<Violation> violations) {
    if (smaller.median() >= larger.median() && !smaller.gaps().equals(larger.gaps())) {
      int wins = 0;
      for (int seed = 0; seed < smaller.gaps().size(); seed++) {
        wins += smaller.gaps().get(seed) < larger.gaps().get(seed) ? 1 : 0;
      }
      violations.add(new Violation(smaller, larger, wins));
    }
  }
}
