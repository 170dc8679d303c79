// SPDX-License-Identifier: Apache-2.0
/**
 * Studies of the posterior on simulated systems: whether its probabilities are right, and how close
 * it comes to the truth in protocols of the literature.
 */
package dev.sluice.models.posterior.study;
