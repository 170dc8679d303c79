// SPDX-License-Identifier: Apache-2.0
/**
 * What jobs are measured on: declarations and records of simulated systems and surveys, the same
 * for the same numbers, and how a job is put on them.
 *
 * <p>Conventions: records are told by an index from 0; experiments and respondents take turns.
 */
package dev.sluice.benchmarks.workload;
