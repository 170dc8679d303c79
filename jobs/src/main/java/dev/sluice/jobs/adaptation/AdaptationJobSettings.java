// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import dev.sluice.connectors.Pace;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.experiment.AdmissionSettings;
import java.io.Serializable;

/**
 * Settings of the adaptation job.
 *
 * @param topics where records come from and go to
 * @param models which models are compared, and how
 * @param pace at which regular snapshots go out
 * @param admission which samples of an experiment are let in
 */
public record AdaptationJobSettings(
    JobTopics topics, ModelSettings models, Pace pace, AdmissionSettings admission)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** All samples of an experiment have one key. */
  AdmissionSettings admissionPerKey() {
    return admission.perKey(1, topics);
  }
}
