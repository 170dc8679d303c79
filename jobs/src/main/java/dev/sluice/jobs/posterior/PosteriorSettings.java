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
 * @param inference by which methods posteriors are computed
 */
public record PosteriorSettings(
    JobTopics topics,
    RefreshSettings refresh,
    StatisticsSettings statistics,
    AdmissionSettings admission,
    ProposalSettings proposals,
    InferenceSettings inference)
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

  /** With the usual methods. */
  public PosteriorSettings(
      JobTopics topics,
      RefreshSettings refresh,
      StatisticsSettings statistics,
      AdmissionSettings admission,
      ProposalSettings proposals) {
    this(topics, refresh, statistics, admission, proposals, InferenceSettings.defaults());
  }

  /** The same with other methods. */
  PosteriorSettings with(InferenceSettings methods) {
    return new PosteriorSettings(topics, refresh, statistics, admission, proposals, methods);
  }

  AdmissionSettings admissionPerBucket() {
    return admission.perKey(statistics.buckets(), topics);
  }
}
