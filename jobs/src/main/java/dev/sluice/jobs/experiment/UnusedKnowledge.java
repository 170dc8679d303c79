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
    String fault = faultWithMaxParents(experiment, job);
    return fault != null || experiment.getMaxParents() == null ? fault : unused("maxParents", job);
  }

  /** The same for a job that uses maxParents. */
  public static String faultWithMaxParents(Experiment experiment, String job) {
    List<?> tiers = experiment.getTiers();
    return tiers == null || tiers.isEmpty() ? null : unused("tiers", job);
  }

  private static String unused(String field, String job) {
    return field + ": not used by the " + job + " job yet";
  }
}
