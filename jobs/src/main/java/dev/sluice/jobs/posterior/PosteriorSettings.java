// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.experiment.AdmissionSettings;
import java.io.Serializable;

/**
 * Settings of the posterior job.
 *
 * @param topics where records come from and go to
 * @param refresh when posteriors are computed
 * @param statistics how samples are gathered
 * @param admission which samples of an experiment are let in
 */
public record PosteriorSettings(
    JobTopics topics,
    RefreshSettings refresh,
    StatisticsSettings statistics,
    AdmissionSettings admission)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  AdmissionSettings admissionPerBucket() {
    return admission.perKey(statistics.buckets(), topics);
  }
}
