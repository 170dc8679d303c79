// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import java.util.Arrays;

/** How many steps each edge was there: exactly, though only told of changes. */
final class EdgeTimes {
  private static final long ABSENT = -1;

  private final int nodes;

  /** At i d + j, when the edge i -> j last came; {@link #ABSENT} while it is not there. */
  private final long[] since;

  /** At i d + j, the steps of the edge i -> j up to when it last went, or was taken. */
  private long[] steps;

  private long now;
  private long taken;

  EdgeTimes(int nodes) {
    this.nodes = nodes;
    since = new long[nodes * nodes];
    steps = new long[nodes * nodes];
    Arrays.fill(since, ABSENT);
  }

  /** Steps pass. */
  void pass(long more) {
    now += more;
  }

  /** The edge comes or, if it is there, goes. */
  void toggle(int from, int to) {
    int edge = from * nodes + to;
    if (since[edge] == ABSENT) {
      since[edge] = now;
    } else {
      steps[edge] += now - since[edge];
      since[edge] = ABSENT;
    }
  }

  /** All steps so far. */
  long now() {
    return now;
  }

  /** The steps since the last time they were taken. */
  long untaken() {
    return now - taken;
  }

  /** At i d + j, the steps in which i -> j was there, since the last time they were taken. */
  long[] take() {
    for (int edge = 0; edge < since.length; edge++) {
      if (since[edge] != ABSENT) {
        steps[edge] += now - since[edge];
        since[edge] = now;
      }
    }
    long[] result = steps;
    steps = new long[since.length];
    taken = now;
    return result;
  }
}
