// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.experiment.AdmissionSettings;
import dev.sluice.jobs.posterior.effects.WantedEffects;
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
 * @param effects which effects are computed with them; null if none are
 */
public record PosteriorSettings(
    JobTopics topics,
    RefreshSettings refresh,
    StatisticsSettings statistics,
    AdmissionSettings admission,
    ProposalSettings proposals,
    InferenceSettings inference,
    WantedEffects effects)
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

  /** Of a job that computes no effects. */
  public PosteriorSettings(
      JobTopics topics,
      RefreshSettings refresh,
      StatisticsSettings statistics,
      AdmissionSettings admission,
      ProposalSettings proposals,
      InferenceSettings inference) {
    this(topics, refresh, statistics, admission, proposals, inference, null);
  }

  /** The same with other methods. */
  PosteriorSettings with(InferenceSettings methods) {
    return new PosteriorSettings(
        topics, refresh, statistics, admission, proposals, methods, effects);
  }

  /** The same with effects. */
  PosteriorSettings with(WantedEffects wanted) {
    return new PosteriorSettings(
        topics, refresh, statistics, admission, proposals, inference, wanted);
  }

  AdmissionSettings admissionPerBucket() {
    return admission.perKey(statistics.buckets(), topics);
  }
}
