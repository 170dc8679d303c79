// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import dev.sluice.schemas.Experiment;
import java.util.List;

/**
 * What a declaration may say of the graph that no method uses yet. Without it beliefs would be
 * others than those that were asked for, so the declaration is refused.
 */
final class UnusedKnowledge {

  private UnusedKnowledge() {}

  /** What is asked for in vain, after the name of its field; null if nothing is. */
  static String fault(Experiment experiment) {
    if (says(experiment.getTiers())) {
      return unused("tiers");
    }
    return experiment.getMaxParents() == null ? null : unused("maxParents");
  }

  private static boolean says(List<?> knowledge) {
    return knowledge != null && !knowledge.isEmpty();
  }

  private static String unused(String field) {
    return field + ": not used by the discovery job yet";
  }
}
