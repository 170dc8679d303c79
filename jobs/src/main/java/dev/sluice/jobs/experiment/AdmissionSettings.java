// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.experiment;

import dev.sluice.jobs.JobTopics;
import java.io.Serializable;

/**
 * Which samples are let in.
 *
 * @param dedupWindow sample ids remembered
 * @param waitingSamples samples that may wait for the declaration of their experiment
 * @param waitingTime how long they may wait, milliseconds
 */
public record AdmissionSettings(int dedupWindow, int waitingSamples, long waitingTime)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * The settings of an experiment, as those of each of its keys in a run.
   *
   * @param keys over which the samples of an experiment are spread
   */
  public AdmissionSettings perKey(int keys, JobTopics topics) {
    return new AdmissionSettings(
        share(dedupWindow, keys), topics.waitingPlaces(share(waitingSamples, keys)), waitingTime);
  }

  private static int share(int number, int keys) {
    return (int) (((long) number + keys - 1) / keys);
  }
}
