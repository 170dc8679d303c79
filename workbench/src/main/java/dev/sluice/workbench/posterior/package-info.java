// SPDX-License-Identifier: Apache-2.0
/**
 * The command line of the posterior job: runs it and watches its posteriors.
 *
 * <p>Convention: probabilities of edges are shown with the cause in the row and the effect in the
 * column.
 */
package dev.sluice.workbench.posterior;
