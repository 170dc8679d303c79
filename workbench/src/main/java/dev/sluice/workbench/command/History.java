// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What is kept of each snapshot since the first. When there are many, every second of the older
 * ones is forgotten. Not thread-safe.
 *
 * @param <P> what is kept of a snapshot
 */
public final class History<P> {
  private static final int MAX_POINTS = 1024;

  private final List<P> points = new ArrayList<>();
  private int count;

  /** Appends a snapshot. */
  public void add(P point) {
    if (points.size() == MAX_POINTS) {
      thin();
    }
    points.add(point);
    count++;
  }

  /** Forgets everything. */
  public void clear() {
    points.clear();
    count = 0;
  }

  /** Snapshots since the history began, also those that are forgotten. */
  public int size() {
    return count;
  }

  /** What is known of one number, oldest first. */
  public double[] series(Function<P, Double> number) {
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
