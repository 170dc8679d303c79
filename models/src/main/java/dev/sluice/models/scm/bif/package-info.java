// SPDX-License-Identifier: Apache-2.0
/**
 * Bayesian networks in the Bayesian Interchange Format (BIF 0.15) as ground truths.
 *
 * <p>Convention: what is read is checked whole; an error names source, line and what was expected.
 */
package dev.sluice.models.scm.bif;
