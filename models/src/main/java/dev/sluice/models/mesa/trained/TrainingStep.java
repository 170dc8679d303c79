// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.trained;

/**
 * What a step of training gives.
 *
 * @param state after it
 * @param loss of the batch before it
 */
public record TrainingStep(TrainingState state, LossGradient loss) {}
