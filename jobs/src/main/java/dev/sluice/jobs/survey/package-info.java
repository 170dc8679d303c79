// SPDX-License-Identifier: Apache-2.0
/**
 * The job that keeps the statistics of what language models answer to surveys: {@code
 * dev.sluice.models.survey} as a stream (Scherrer et al. 2023).
 *
 * <p>Conventions: behind the operator that holds the answers flow changes, old counters and new
 * together, so that aggregates take back the one and put in the other. Statistics that the data do
 * not define are NaN in the models and null on the wire.
 */
package dev.sluice.jobs.survey;
