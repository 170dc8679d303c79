// SPDX-License-Identifier: Apache-2.0
/**
 * The command line of the survey job: declares scenarios, replays and simulates answers, runs the
 * job and watches its statistics.
 *
 * <p>Conventions: files are those of the authors of Scherrer et al. 2023; statistics that are not
 * defined are dashes.
 */
package dev.sluice.workbench.survey;
