// SPDX-License-Identifier: Apache-2.0
/**
 * Learners in context on streams of tokens: what von Oswald et al., "Uncovering mesa-optimization
 * algorithms in Transformers" (arXiv 2309.05858), suppose that a Transformer runs within its
 * forward pass, as algorithms.
 *
 * <p>Conventions: tokens s are vectors of real numbers. The prediction of step t is that of token t
 * + 1, made when token t has come; it is 0 before anything is known. Losses are half the squared
 * distance of a token from its prediction, and bear the step of the prediction. All that is kept of
 * a sequence is one array of doubles, of a length that does not grow.
 */
package dev.sluice.models.mesa;
