// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.discovery;

import dev.sluice.schemas.DiscoverySnapshot;
import dev.sluice.workbench.command.History;

/** How the beliefs of one experiment have changed since its first snapshot. Not thread-safe. */
final class DiscoveryHistory {
  private final History<Point> points = new History<>();
  private long samples;
  private long epochs;

  /** What is kept of a snapshot; null where it has no such number. */
  record Point(
      Double loss, Double entropy, Double expectedShd, Double shd, Double auroc, Double brier) {
    static Point of(DiscoverySnapshot snapshot) {
      return new Point(
          snapshot.getLoss(),
          snapshot.getEntropy(),
          snapshot.getExpectedShd(),
          snapshot.getShd() == null ? null : snapshot.getShd().doubleValue(),
          snapshot.getAuroc(),
          snapshot.getBrier());
    }
  }

  /**
   * Appends a snapshot; null, or one with fewer samples or epochs than the last, begins a new
   * history: the experiment has ended, has been declared anew, or learns anew.
   */
  void observe(DiscoverySnapshot snapshot) {
    long of = snapshot == null || snapshot.getEpochs() == null ? 0 : snapshot.getEpochs();
    if (snapshot == null || snapshot.getSamples() < samples || of < epochs) {
      points.clear();
    }
    samples = snapshot == null ? 0 : snapshot.getSamples();
    epochs = of;
    if (snapshot != null) {
      points.add(Point.of(snapshot));
    }
  }

  /** What is known since the history began. */
  History<Point> points() {
    return points;
  }
}
