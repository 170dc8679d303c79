// SPDX-License-Identifier: Apache-2.0
/**
 * Federated discovery: sites find one causal graph together by exchanging what they believe, or
 * sums, and never samples (after Abyaneh, Scherrer et al., "Federated Causal Discovery From
 * Interventions", arXiv 2211.03846).
 */
package dev.sluice.models.federation;
