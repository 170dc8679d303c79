// SPDX-License-Identifier: Apache-2.0
/**
 * Which intervention to make next: rules that score candidates by what a belief over causal systems
 * expects of them. Sources: Scherrer et al., "Learning neural causal models with active
 * interventions" (arXiv 2109.02429); Tigas et al., "Interventions, where and how?" (NeurIPS 2022);
 * Lindley, "On a measure of the information provided by an experiment" (1956).
 */
package dev.sluice.models.targeting;
