// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior;

import dev.sluice.models.graph.Dag;

/** A graph and its posterior probability. */
public record RankedGraph(Dag graph, double probability) {}
