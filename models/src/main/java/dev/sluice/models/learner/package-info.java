// SPDX-License-Identifier: Apache-2.0
/**
 * What predicts and learns: joint distributions as sums of mechanisms that learn in closed form,
 * one sample at a time, and the classes of models that differ in how they factorise.
 *
 * <p>Conventions: losses are minus log predictive densities in nats, taken before the sample is
 * learned. All that a mechanism has learned are doubles of an array that the caller keeps. Priors
 * are conjugate: Krichevsky-Trofimov for tables, normal-inverse-gamma and normal-inverse-Wishart
 * for Gaussians.
 */
package dev.sluice.models.learner;
