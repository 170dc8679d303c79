// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import dev.sluice.models.graph.Dag;

/** Sets of intervention targets as bit masks. */
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
}
