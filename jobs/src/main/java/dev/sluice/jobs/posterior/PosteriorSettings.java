// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.experiment.AdmissionSettings;
import dev.sluice.jobs.targeting.ProposalSettings;
import java.io.Serializable;

/**
 * Settings of the posterior job.
 *
 * @param topics where records come from and go to
 * @param refresh when posteriors are computed
 * @param statistics how samples are gathered
 * @param admission which samples of an experiment are let in
 * @param proposals how interventions are proposed; null if none are
 */
public record PosteriorSettings(
    JobTopics topics,
    RefreshSettings refresh,
    StatisticsSettings statistics,
    AdmissionSettings admission,
    ProposalSettings proposals)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Of a job that proposes nothing. */
  public PosteriorSettings(
      JobTopics topics,
      RefreshSettings refresh,
      StatisticsSettings statistics,
      AdmissionSettings admission) {
    this(topics, refresh, statistics, admission, null);
  }

  AdmissionSettings admissionPerBucket() {
    return admission.perKey(statistics.buckets(), topics);
  }
}
