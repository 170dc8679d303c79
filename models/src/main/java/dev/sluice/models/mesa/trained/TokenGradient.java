// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.trained;

/**
 * The loss of a batch of sequences and its gradient in their tokens, as far as predictions are made
 * from them: that a token is itself predicted is not part of it.
 *
 * @param losses the mean over sequences of the loss of each prediction, the first after one token
 * @param gradient of the mean over sequences and those predictions that count: sequence, step,
 *     entry, without the last token, which is only predicted
 */
public record TokenGradient(double[] losses, double[][][] gradient) {}
