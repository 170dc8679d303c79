// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import dev.sluice.jobs.mesa.trained.ComparisonPart;

/**
 * A part of a group, of either kind.
 *
 * @param group the group
 * @param losses of learners, or null
 * @param comparisons of trained models, or null
 */
public record GroupPart(String group, LossPart losses, ComparisonPart comparisons) {

  static GroupPart of(LossPart losses) {
    return new GroupPart(losses.group(), losses, null);
  }

  static GroupPart of(ComparisonPart comparisons) {
    return new GroupPart(comparisons.group(), null, comparisons);
  }
}
