// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.vcn;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.prior.GraphPrior;
import java.util.Arrays;

/**
 * The d (d-1) entries of an adjacency matrix off the diagonal, row by row: the order in which they
 * are drawn. Some are not free: those of required and forbidden edges, and those of edges for which
 * a node would have too many parents; of these the value is certain, whatever a network says. So
 * every graph drawn has prior weight above 0, but for cycles.
 */
final class Entries {
  /** What {@link #fixed} says of an entry that may be 0 or 1. */
  static final int FREE = -1;

  private final int nodes;
  private final int maxParents;

  /** By node, bit masks. */
  private final long[] required;

  private final long[] forbidden;

  Entries(GraphPrior prior) {
    nodes = prior.dimension();
    maxParents = prior.maxParents();
    required = masks(prior.requiredParents());
    forbidden = masks(prior.forbiddenParents());
  }

  private static long[] masks(VariableSet[] sets) {
    return Arrays.stream(sets).mapToLong(VariableSet::mask).toArray();
  }

  /** The number of nodes d. */
  int nodes() {
    return nodes;
  }

  /** d (d-1). */
  int size() {
    return nodes * (nodes - 1);
  }

  /** Where the edge of an entry begins. */
  int from(int entry) {
    return entry / (nodes - 1);
  }

  /** Where it ends. */
  int to(int entry) {
    int column = entry % (nodes - 1);
    return column < from(entry) ? column : column + 1;
  }

  /** By node, bit masks of the parents it must have (a copy). */
  long[] required() {
    return required.clone();
  }

  /**
   * 0 or 1 if the entry must be that, else {@link #FREE}.
   *
   * @param parents of the node where the edge ends, from the entries before this one
   */
  int fixed(int entry, long parents) {
    int from = from(entry);
    int to = to(entry);
    if ((required[to] >>> from & 1) != 0) {
      return 1;
    }
    long toCome = required[to] >>> from; // the edges into a node are drawn by where they begin
    boolean full = Long.bitCount(parents) + Long.bitCount(toCome) >= maxParents;
    return full || (forbidden[to] >>> from & 1) != 0 ? 0 : FREE;
  }
}
