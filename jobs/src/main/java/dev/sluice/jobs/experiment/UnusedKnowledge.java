// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.experiment;

import dev.sluice.schemas.Experiment;
import java.util.List;

/**
 * What a declaration may say of the graph that no job uses yet. Without it results would be others
 * than those that were asked for, so the declaration is refused.
 */
public final class UnusedKnowledge {

  private UnusedKnowledge() {}

  /**
   * What is asked for in vain, after the name of its field; null if nothing is.
   *
   * @param job that was asked, as its command is called
   */
  public static String fault(Experiment experiment, String job) {
    List<?> tiers = experiment.getTiers();
    if (tiers != null && !tiers.isEmpty()) {
      return unused("tiers", job);
    }
    return experiment.getMaxParents() == null ? null : unused("maxParents", job);
  }

  private static String unused(String field, String job) {
    return field + ": not used by the " + job + " job yet";
  }
}
