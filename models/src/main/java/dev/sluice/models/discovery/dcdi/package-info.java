// SPDX-License-Identifier: Apache-2.0
/**
 * DCDI: acyclic graphs by continuous optimisation (Brouillard, Lachapelle, Lacoste, Lacoste-Julien
 * and Drouin, "Differentiable causal discovery from interventional data", NeurIPS 2020).
 */
package dev.sluice.models.discovery.dcdi;
