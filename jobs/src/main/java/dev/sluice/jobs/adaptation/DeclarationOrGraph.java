// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import dev.sluice.jobs.experiment.Announcement;

/**
 * What an experiment is told besides its samples.
 *
 * @param experimentId the experiment
 * @param announcement it is declared, declared again, or has ended; null if this is a graph
 * @param graph the posterior job found one; null if this is an announcement
 */
public record DeclarationOrGraph(
    String experimentId, Announcement announcement, LearnedGraph graph) {

  static DeclarationOrGraph of(Announcement announcement) {
    return new DeclarationOrGraph(announcement.experimentId(), announcement, null);
  }
}
