// SPDX-License-Identifier: Apache-2.0
/**
 * Local scores of graphs and the sufficient statistics they need: BGe for real values (Geiger and
 * Heckerman 2002 as corrected by Kuipers, Moffa and Heckerman 2014), BDeu for categories
 * (Heckerman, Geiger and Chickering 1995), with interventions after Cooper and Yoo 1999.
 *
 * <p>Conventions: scores are natural logarithms. Statistics obey laws: empty is neutral, merging is
 * associative, and any split or order of the samples gives the batch up to rounding.
 */
package dev.sluice.models.posterior.score;
