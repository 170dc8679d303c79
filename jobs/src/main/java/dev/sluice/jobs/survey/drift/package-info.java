// SPDX-License-Identifier: Apache-2.0
/**
 * What has drifted between the versions of a model over a set of scenarios: {@code
 * dev.sluice.models.survey.agreement.VersionDrift} as a stream.
 *
 * <p>Conventions: the version whose name sorts first is the baseline; differences are candidate
 * less baseline.
 */
package dev.sluice.jobs.survey.drift;
