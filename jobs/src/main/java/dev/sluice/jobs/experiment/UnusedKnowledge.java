// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.experiment;

import dev.sluice.schemas.Experiment;

/**
 * What a declaration may say of the graph that a job does not use yet. Without it results would be
 * others than those that were asked for, so the declaration is refused.
 */
public final class UnusedKnowledge {

  private UnusedKnowledge() {}

  /**
   * What is asked for in vain, after the name of its field; null if nothing is.
   *
   * @param job that was asked, as its command is called
   */
  public static String fault(Experiment experiment, String job) {
    return experiment.getMaxParents() == null
        ? null
        : "maxParents: not used by the " + job + " job yet";
  }
}
