// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.adaptation;

import dev.sluice.schemas.AdaptationColumn;
import dev.sluice.schemas.AdaptationModel;
import dev.sluice.schemas.AdaptationScope;
import dev.sluice.schemas.AdaptationSnapshot;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * The window losses of an experiment's latest snapshots, for every model class and scope. Not
 * thread-safe.
 */
final class LossHistory {
  private static final int MOST = 200;

  private final Map<AdaptationModel, Map<AdaptationScope, Deque<Double>>> losses = new HashMap<>();
  private long samples;

  /**
   * Appends a snapshot; null, or one with fewer samples than the last, begins a new history: the
   * experiment has ended or has been declared anew.
   */
  void observe(AdaptationSnapshot snapshot) {
    if (snapshot == null || snapshot.getSamples() < samples) {
      losses.clear();
    }
    samples = snapshot == null ? 0 : snapshot.getSamples();
    if (snapshot != null) {
      snapshot.getColumns().forEach(this::append);
    }
  }

  private void append(AdaptationColumn column) {
    Deque<Double> series =
        losses
            .computeIfAbsent(column.getModel(), model -> new HashMap<>())
            .computeIfAbsent(column.getScope(), scope -> new ArrayDeque<>());
    if (column.getWindowLoss() != null) {
      series.add(column.getWindowLoss());
    }
    if (series.size() > MOST) {
      series.remove();
    }
  }

  /** The window losses of a class under a scope, oldest first. */
  double[] of(AdaptationModel model, AdaptationScope scope) {
    return losses.getOrDefault(model, Map.of()).getOrDefault(scope, new ArrayDeque<>()).stream()
        .mapToDouble(Double::doubleValue)
        .toArray();
  }
}
