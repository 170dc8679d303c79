// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion;

import dev.sluice.connectors.Pace;
import dev.sluice.jobs.JobTopics;
import java.io.Serializable;

/**
 * Settings of the job of the lesion study.
 *
 * @param topics where records come from and go to
 * @param minimumVolume of a predicted component to be a detection, cubic millimetres; must stay the
 *     same across a restart with state, as must replicates and seed
 * @param waitingPredictions how many of a case that is not declared may wait
 * @param waitingTime for how many milliseconds
 * @param mostModels that may predict a case
 * @param maxFileBytes of a file, uncompressed
 * @param threads that compare, of each subtask
 * @param level of all intervals
 * @param replicates of the bootstrap over patients; 0 for none
 * @param seed of the bootstrap
 * @param pace how often a model's record is written
 */
public record LesionSettings(
    JobTopics topics,
    double minimumVolume,
    int waitingPredictions,
    long waitingTime,
    int mostModels,
    long maxFileBytes,
    int threads,
    double level,
    int replicates,
    long seed,
    Pace pace)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What scores in state are made with, as options. */
  String scoring() {
    return "--minimum-volume %s --bootstrap-replicates %d --seed %d"
        .formatted(minimumVolume, replicates, seed);
  }
}
