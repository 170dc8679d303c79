// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.experiment.AdmissionSettings;
import dev.sluice.jobs.targeting.ProposalSettings;
import dev.sluice.models.discovery.replay.Capacity;
import dev.sluice.models.discovery.replay.MethodChoice;
import java.io.Serializable;

/**
 * Settings of the discovery job.
 *
 * @param topics where records come from and go to
 * @param method that learns
 * @param training when it does
 * @param capacity of the buffers
 * @param maxState most bytes that an experiment may take
 * @param admission which samples of an experiment are let in
 * @param proposals how interventions are proposed; null if none are
 */
public record DiscoverySettings(
    JobTopics topics,
    MethodChoice method,
    TrainingSettings training,
    Capacity capacity,
    long maxState,
    AdmissionSettings admission,
    ProposalSettings proposals)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Of a job that proposes nothing. */
  public DiscoverySettings(
      JobTopics topics,
      MethodChoice method,
      TrainingSettings training,
      Capacity capacity,
      long maxState,
      AdmissionSettings admission) {
    this(topics, method, training, capacity, maxState, admission, null);
  }

  /** All samples of an experiment have one key. */
  AdmissionSettings admissionPerKey() {
    return admission.perKey(1, topics);
  }
}
