// SPDX-License-Identifier: Apache-2.0
/**
 * Producers for all jobs on experiments: declarations, samples from files, simulated systems that
 * stay or shift.
 *
 * <p>Conventions: nothing is sent of a file in which a line is wrong. The same options and seed
 * send the same samples.
 */
package dev.sluice.workbench.experiment;
