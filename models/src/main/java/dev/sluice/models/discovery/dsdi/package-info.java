// SPDX-License-Identifier: Apache-2.0
/**
 * DSDI: beliefs over edges from interventions whose targets may be unknown (Ke et al., "Learning
 * neural causal models from unknown interventions", arXiv 1910.01075).
 */
package dev.sluice.models.discovery.dsdi;
