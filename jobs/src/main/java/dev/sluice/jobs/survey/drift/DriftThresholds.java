// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.drift;

import java.io.Serializable;

/**
 * When a scenario has drifted between two versions.
 *
 * @param falseDiscoveryRate of those that are said to have, in (0, 1)
 * @param effectFloor likelihoods that moved by less have not drifted
 */
public record DriftThresholds(double falseDiscoveryRate, double effectFloor)
    implements Serializable {

  private static final long serialVersionUID = 1L;
}
