// SPDX-License-Identifier: Apache-2.0
/**
 * Whether a trained model of sequences does what an algorithm does that learns in context (von
 * Oswald et al., arXiv 2309.05858): losses, predictions, derivatives, weights and activations
 * compared, and a verdict by margins that are fixed beforehand.
 *
 * <p>Conventions: sequences are compared that nobody was trained on. Steps count from 1: step t is
 * the prediction of token t + 1 when token t has come; arrays by step begin with step 1. Losses are
 * half squared errors, summed over entries. All is a function of its arguments and seeds.
 */
package dev.sluice.models.mesa.verdict;
