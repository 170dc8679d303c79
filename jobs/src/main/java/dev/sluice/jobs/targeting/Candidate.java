// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.targeting;

import dev.sluice.models.domain.VariableSet;

/**
 * An intervention that may be proposed, and what a rule says of it.
 *
 * @param targets positions of the variables
 * @param value that they are set to; NaN: categories uniformly at random
 * @param score in the unit of the rule; NaN where it has none
 * @param error its Monte-Carlo standard error
 * @param cost of a row
 * @param distinct whether its score per cost is told apart from that of the next
 */
public record Candidate(
    VariableSet targets, double value, double score, double error, double cost, boolean distinct) {

  /** Whether it is the same intervention. */
  boolean isSameAs(Candidate other) {
    return targets.equals(other.targets) && Double.compare(value, other.value) == 0;
  }

  /** The intervention in words that tell it from all others of an experiment. */
  String label() {
    return targets + "=" + value;
  }
}
