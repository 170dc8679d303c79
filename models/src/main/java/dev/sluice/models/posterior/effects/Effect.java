// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.effects;

/**
 * The posterior of the total causal effect of one variable on another, under the assumption that
 * there are no latent confounders.
 *
 * @param cause the variable that is set
 * @param outcome the one that answers
 * @param probabilityOfNone that the outcome is no descendant of the cause, so that the effect is
 *     exactly 0
 * @param slope of continuous variables, by how much the outcome grows if the cause is set 1 higher;
 *     null if categorical
 * @param distributions of categorical variables, [i][j] = p(outcome is category j | cause set to
 *     category i); null if continuous
 */
// Never compared; the arrays belong to the reader.
public record Effect(
    int cause,
    int outcome,
    double probabilityOfNone,
    EffectSummary slope,
    EffectSummary[][] distributions) {}
