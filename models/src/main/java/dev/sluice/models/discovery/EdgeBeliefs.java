// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery;

/**
 * What a method believes of a graph: N x N matrices, row i, column j for i -> j; the diagonal is 0.
 *
 * @param edges belief in i -> j
 * @param existence belief that i and j are joined by i -> j once its direction is granted; null
 *     where the method does not tell it apart
 * @param orientation belief that an edge between i and j runs from i to j; null where the method
 *     does not tell it apart
 * @param graph predicted edges, which may form cycles
 * @param acyclic predicted edges without cycles
 * @param confounded symmetric: scores of latent common causes; null where they are not asked for
 * @param targets by intervention of the data that was trained on: belief that each variable is a
 *     target; null where targets are known
 */
public record EdgeBeliefs(
    double[][] edges,
    double[][] existence,
    double[][] orientation,
    boolean[][] graph,
    boolean[][] acyclic,
    double[][] confounded,
    double[][] targets) {}
