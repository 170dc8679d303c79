// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.posterior;

import dev.sluice.schemas.PosteriorSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** How the posterior of one experiment has changed since its first sample. Not thread-safe. */
final class PosteriorHistory {
  private static final int MAX_POINTS = 1024;

  private final List<Point> points = new ArrayList<>();
  private int count;

  private record Point(
      long samples,
      Double expectedShd,
      Double auroc,
      Double brier,
      Double entropy,
      Double expectedEdges) {
    static Point of(PosteriorSnapshot snapshot) {
      return new Point(
          snapshot.getSamples(),
          snapshot.getExpectedShd(),
          snapshot.getAuroc(),
          snapshot.getBrier(),
          snapshot.getEntropy(),
          snapshot.getExpectedEdges());
    }
  }

  /**
   * Appends a snapshot. One with fewer samples than the last begins a new history: the experiment
   * has been declared anew. When there are many, every second of the older ones is forgotten.
   */
  void observe(PosteriorSnapshot snapshot) {
    Point point = Point.of(snapshot);
    if (!points.isEmpty() && point.samples() < points.get(points.size() - 1).samples()) {
      clear();
    }
    if (points.size() == MAX_POINTS) {
      thin();
    }
    points.add(point);
    count++;
  }

  /** Forgets everything. */
  void clear() {
    points.clear();
    count = 0;
  }

  /** Snapshots since the history began, also those that are forgotten. */
  int snapshots() {
    return count;
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

  /** What is known of one number, oldest first. */
  private double[] series(Function<Point, Double> number) {
    return points.stream()
        .map(number)
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  private void thin() {
    for (int i = MAX_POINTS / 2 - 1; i >= 0; i--) {
      points.remove(2 * i);
    }
  }
}
