// SPDX-License-Identifier: Apache-2.0
/**
 * Targeting by what networks have learned: beliefs in edges that are moved by gradients. Sources:
 * Scherrer et al., "Learning neural causal models with active interventions" (arXiv 2109.02429);
 * Olko et al., "Trust your gradient: gradient-based intervention targeting for causal discovery"
 * (arXiv 2211.13715).
 */
package dev.sluice.models.targeting.neural;
