// SPDX-License-Identifier: Apache-2.0
/**
 * Ground truths: structural causal models with random graphs and mechanisms, interventions on them,
 * and streams whose mechanisms shift.
 *
 * <p>Conventions: models are immutable, and a sample is a function of model, seed and index.
 * Systems follow Ke et al., arXiv 1910.01075, and Bengio et al., ICLR 2020, where a class says so;
 * divergences are in nats.
 */
package dev.sluice.models.scm;
