// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import dev.sluice.models.graph.Dag;
import java.util.function.IntFunction;

/** Sets of intervention targets as bit masks, and what they do. */
final class Targets {
  private Targets() {}

  static boolean contains(long targets, int node) {
    return (targets >>> node & 1) != 0;
  }

  static void check(long targets, Dag graph) {
    long beyond = targets & -1L << graph.nodes();
    if (beyond != 0) {
      throw new IllegalArgumentException(
          "target %d is not one of the %d variables"
              .formatted(Long.numberOfTrailingZeros(beyond), graph.nodes()));
    }
  }

  static long all(Dag graph) {
    return (1L << graph.nodes()) - 1;
  }

  static void checkBlend(StructuralCausalModel one, StructuralCausalModel other, double weight) {
    if (!one.graph().equals(other.graph()) || !one.domain().equals(other.domain())) {
      throw new IllegalArgumentException("only models of the same graph and variables blend");
    }
    if (!(weight >= 0 && weight <= 1)) {
      throw new IllegalArgumentException("weight must be 0 to 1, not " + weight);
    }
  }

  /** Mechanisms in which those of the targets are replaced. */
  static <T> T[] replace(T[] mechanisms, long targets, IntFunction<T> replacement) {
    T[] replaced = mechanisms.clone();
    for (long rest = targets; rest != 0; rest &= rest - 1) {
      int node = Long.numberOfTrailingZeros(rest);
      replaced[node] = replacement.apply(node);
    }
    return replaced;
  }
}
