// SPDX-License-Identifier: Apache-2.0
/**
 * The statistics of one respondent over a set of scenarios: {@code
 * dev.sluice.models.survey.ModelStatistics} as a stream.
 *
 * <p>Conventions: a contribution that cannot be computed is left out and named, and while there is
 * one the latest record has no results.
 */
package dev.sluice.jobs.survey.model;
