// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.experiment;

/**
 * What one bucket of an experiment is told: the experiment is declared (again), or has ended.
 *
 * @param experimentId the experiment
 * @param bucket from 0 to the number of buckets less 1
 * @param declaration the declaration; null if the experiment has ended
 */
public record Announcement(String experimentId, int bucket, Declaration declaration) {}
