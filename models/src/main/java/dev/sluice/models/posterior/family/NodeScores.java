// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.family;

/**
 * Scores of one node's families, as {@link FamilyScores} gives them, to be taken elsewhere. Public
 * and of primitive arrays, so that it can travel and be Flink state; not to be changed.
 *
 * @param node the node
 * @param candidates ascending, without the node
 * @param subsets {@link FamilyScores#ofSubsets} of the candidates
 * @param parents sets of parents as words of their bit masks
 * @param rows {@link FamilyScores#toggled} of each of these sets
 */
public record NodeScores(
    int node, int[] candidates, double[] subsets, long[][] parents, double[][] rows) {}
