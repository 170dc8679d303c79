// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.posterior;

import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.workbench.command.History;
import java.util.function.Function;

/** How the posterior of one experiment has changed since its first sample. Not thread-safe. */
final class PosteriorHistory {
  private final History<Point> history = new History<>();
  private long samples;

  private record Point(
      Double expectedShd, Double auroc, Double brier, Double entropy, Double expectedEdges) {
    static Point of(PosteriorSnapshot snapshot) {
      return new Point(
          snapshot.getExpectedShd(),
          snapshot.getAuroc(),
          snapshot.getBrier(),
          snapshot.getEntropy(),
          snapshot.getExpectedEdges());
    }
  }

  /**
   * Appends a snapshot. One with fewer samples than the last begins a new history: the experiment
   * has been declared anew.
   */
  void observe(PosteriorSnapshot snapshot) {
    if (snapshot.getSamples() < samples) {
      clear();
    }
    samples = snapshot.getSamples();
    history.add(Point.of(snapshot));
  }

  /** Forgets everything. */
  void clear() {
    history.clear();
    samples = 0;
  }

  /** Snapshots since the history began, also those that are forgotten. */
  int snapshots() {
    return history.size();
  }

  double[] expectedShd() {
    return series(Point::expectedShd);
  }

  double[] auroc() {
    return series(Point::auroc);
  }

  double[] brier() {
    return series(Point::brier);
  }

  double[] entropy() {
    return series(Point::entropy);
  }

  double[] expectedEdges() {
    return series(Point::expectedEdges);
  }

  private double[] series(Function<Point, Double> number) {
    return history.series(number);
  }
}
