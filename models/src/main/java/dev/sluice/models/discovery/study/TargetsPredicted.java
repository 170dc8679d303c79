// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.study;

import java.util.List;

/**
 * Of how many interventions a method has found out the target.
 *
 * @param right interventions of which the most believed variable, and no other as much, is it
 * @param of interventions
 */
public record TargetsPredicted(int right, int of) {

  /**
   * Of beliefs; null if there are none.
   *
   * @param beliefs by intervention and variable
   * @param labels of the interventions: each the number of its target
   */
  static TargetsPredicted of(double[][] beliefs, List<String> labels) {
    if (beliefs == null) {
      return null;
    }
    int right = 0;
    for (int r = 0; r < beliefs.length; r++) {
      right += isMost(beliefs[r], Integer.parseInt(labels.get(r))) ? 1 : 0;
    }
    return new TargetsPredicted(right, beliefs.length);
  }

  private static boolean isMost(double[] beliefs, int target) {
    for (int j = 0; j < beliefs.length; j++) {
      if (j != target && beliefs[j] >= beliefs[target]) {
        return false;
      }
    }
    return true;
  }
}
