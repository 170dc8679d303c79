// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import dev.sluice.connectors.Pace;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.mesa.trained.TrainedSettings;
import java.io.Serializable;
import java.util.List;

/**
 * Settings of the job of learners in context.
 *
 * @param topics where records come from and go to
 * @param learners labels of those that predict, as {@link
 *     dev.sluice.models.mesa.LearnerNames#parse} reads them; must stay the same across a restart
 *     with state
 * @param maxWaiting tokens of a sequence that may wait for one before them
 * @param forgetAfter milliseconds without a token after which a sequence is forgotten; 0 for never
 * @param buckets parts of a group's losses, spread over subtasks
 * @param flush how often parts are put together
 * @param pace how often a group's record is written
 * @param trained which trained models predict beside the learners
 */
public record MesaSettings(
    JobTopics topics,
    List<String> learners,
    int maxWaiting,
    long forgetAfter,
    int buckets,
    Pace flush,
    Pace pace,
    TrainedSettings trained)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** All learners in one text. */
  String label() {
    return String.join(",", learners);
  }
}
