// SPDX-License-Identifier: Apache-2.0
/**
 * Directed acyclic graphs, and how far a posterior over graphs is from a known one.
 *
 * <p>Conventions: nodes are 0 to d - 1, and sets of nodes are bit masks. In a matrix of edges row
 * i, column j belongs to i -> j; the diagonal is never read.
 */
package dev.sluice.models.graph;
