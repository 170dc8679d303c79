// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.load;

import java.util.ArrayList;
import java.util.List;

/** Values over time, in seconds; one thread adds, others may read. */
final class Series {
  private final List<double[]> points = new ArrayList<>();

  synchronized void add(double seconds, double value) {
    points.add(new double[] {seconds, value});
  }

  synchronized int size() {
    return points.size();
  }

  /** The part from a time on. */
  synchronized Series from(double seconds) {
    Series part = new Series();
    points.stream()
        .filter(point -> point[0] >= seconds)
        .forEach(point -> part.add(point[0], point[1]));
    return part;
  }

  synchronized double[] times() {
    return points.stream().mapToDouble(point -> point[0]).toArray();
  }

  synchronized double[] values() {
    return points.stream().mapToDouble(point -> point[1]).toArray();
  }

  /** The line through all points, at least two. */
  Trend trend() {
    return Trend.of(times(), values());
  }
}
