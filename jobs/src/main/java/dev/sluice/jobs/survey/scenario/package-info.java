// SPDX-License-Identifier: Apache-2.0
/**
 * From answers to changes: scenarios and everybody's answers to them, the counters that follow, and
 * what all aggregates of the survey job share.
 *
 * <p>Conventions: a change says the counters of one respondent in one scenario before and after it,
 * and which version of the formulas it belongs to; with another version everything is told again.
 */
package dev.sluice.jobs.survey.scenario;
