// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.federation;

import dev.sluice.schemas.FederationBelief;
import dev.sluice.workbench.command.History;

/**
 * The latest belief of a federation, and of each round the first: as much of them as their topic,
 * which keeps the latest alone in the long run, still had. Not thread-safe.
 */
final class FederationCourse {
  private final History<Point> rounds = new History<>();
  private FederationBelief latest;

  /** What is kept of a round; null where it has no such number. */
  record Point(Double sites, Double edges, Double shd) {
    static Point of(FederationBelief belief) {
      return new Point(
          (double) belief.getSites().size(),
          belief.getGraph() == null ? null : (double) belief.getGraph().size(),
          belief.getShd() == null ? null : belief.getShd().doubleValue());
    }
  }

  /** Takes a belief, in turn; one of an earlier round than the last begins a new course. */
  void observe(FederationBelief belief) {
    if (latest != null && belief.getRound() < latest.getRound()) {
      rounds.clear();
      latest = null;
    }
    boolean isNext = latest == null || belief.getRound() > latest.getRound();
    if (isNext && belief.getEdges() != null) {
      rounds.add(Point.of(belief));
    }
    latest = belief;
  }

  FederationBelief latest() {
    return latest;
  }

  /** Of the rounds that are known. */
  History<Point> rounds() {
    return rounds;
  }
}
