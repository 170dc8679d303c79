// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa.trained;

/**
 * What the prediction of one token by one model comes to.
 *
 * @param group of its sequence
 * @param bucket which of the group's parts it counts in
 * @param model its name
 * @param version of its weights
 * @param bin of the step of the prediction
 * @param block of its sequence
 * @param terms as {@link dev.sluice.models.mesa.verdict.ComparisonRow#terms} has them
 */
public record EvaluatedToken(
    String group, int bucket, String model, long version, int bin, int block, double[] terms) {}
