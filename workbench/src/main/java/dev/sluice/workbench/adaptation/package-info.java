// SPDX-License-Identifier: Apache-2.0
/**
 * The command line of the adaptation job: runs it, watches it, and does its study.
 *
 * <p>Conventions: losses and gaps are in nats, delays in samples; a number that is not defined is a
 * dash.
 */
package dev.sluice.workbench.adaptation;
