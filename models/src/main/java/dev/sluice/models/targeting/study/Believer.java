// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting.study;

import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.StructuralCausalModel;
import dev.sluice.models.targeting.TargetingRule;

/** Who holds the beliefs of a {@link TargetingStudy}, and how much is calculated for a decision. */
public interface Believer {
  /**
   * Whether it can believe in graphs of a family.
   *
   * @throws IllegalArgumentException if not; the message begins with its place in the settings
   */
  void requireReach(GraphFamily family);

  /**
   * Whether its beliefs give what a rule needs.
   *
   * @throws IllegalArgumentException if not; the message begins with its place in the settings
   */
  void requireServed(TargetingRule rule);

  /**
   * Whether it can learn in such runs.
   *
   * @throws IllegalArgumentException if not; the message begins with its place in the settings
   */
  void requireLoop(TargetingStudy.Loop loop);

  /**
   * What it believes before any draw.
   *
   * @param system the truth, for rules that are told it
   * @param seed of the system
   */
  BeliefRun begin(StructuralCausalModel system, long seed);
}
