// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.Pace;
import dev.sluice.models.adaptation.AdaptationSettings;
import dev.sluice.models.adaptation.Learners;
import java.io.Serializable;

/**
 * Settings of the adaptation job.
 *
 * @param kafka where records come from and go to
 * @param bounded whether to stop at the present end of the topics
 * @param group consumer group, also the prefix of transactional ids
 * @param learners what a mechanism is
 * @param engine settings of every experiment's engine
 * @param learnedGraph whether to follow the graphs that the posterior job finds
 * @param pseudoLikelihood whether to show each variable given all others as well
 * @param reportInterval least time between two regular snapshots of an experiment, milliseconds
 * @param dedupWindow sample ids remembered per experiment
 * @param waitingSamples samples that may wait for the declaration of their experiment
 * @param waitingTime how long they may wait, milliseconds
 */
public record AdaptationJobSettings(
    KafkaSettings kafka,
    boolean bounded,
    String group,
    Learners learners,
    AdaptationSettings engine,
    boolean learnedGraph,
    boolean pseudoLikelihood,
    long reportInterval,
    int dedupWindow,
    int waitingSamples,
    long waitingTime)
    implements Serializable {

  /** When regular snapshots go out. */
  Pace pace() {
    return new Pace(reportInterval);
  }

  /** A bounded run gives up waiting at its end, when all declarations have been read. */
  int waitingPlaces() {
    return bounded ? Integer.MAX_VALUE : waitingSamples;
  }
}
