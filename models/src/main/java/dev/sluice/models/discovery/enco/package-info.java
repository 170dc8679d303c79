// SPDX-License-Identifier: Apache-2.0
/**
 * ENCO (Lippe, Cohen and Gavves, "Efficient neural causal discovery without acyclicity
 * constraints", ICLR 2022): beliefs of existence and of orientation for each edge, moved by
 * interventions.
 */
package dev.sluice.models.discovery.enco;
