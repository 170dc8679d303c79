// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting.study;

import dev.sluice.models.discovery.replay.Intervention;
import dev.sluice.models.discovery.replay.NameOrder;
import dev.sluice.models.discovery.replay.PlacedDraws;
import dev.sluice.models.discovery.replay.Placing;
import dev.sluice.models.domain.VariableSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Draws on their way to a learner that holds them all, each behind those before it. */
final class FreshDraws {
  private final NameOrder order;
  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, Intervention> interventions = new HashMap<>();
  private final Map<String, Map<Integer, double[]>> fresh = new TreeMap<>();

  FreshDraws(NameOrder order) {
    this.order = order;
  }

  FreshDraws copy() {
    FreshDraws copy = new FreshDraws(order);
    copy.counts.putAll(counts);
    copy.interventions.putAll(interventions);
    fresh.forEach((name, rows) -> copy.fresh.put(name, new TreeMap<>(rows)));
    return copy;
  }

  /** Takes a draw, as declared. */
  void add(double[] values, VariableSet targets) {
    Intervention intervention = Intervention.of(order, targets, null);
    String name = intervention.name();
    interventions.put(name, intervention);
    int place = counts.merge(name, 1, Integer::sum) - 1;
    fresh.computeIfAbsent(name, each -> new TreeMap<>()).put(place, order.ordered(values));
  }

  /** Hands out what was added since the last time. */
  List<PlacedDraws> take() {
    List<PlacedDraws> draws = new ArrayList<>();
    fresh.forEach((name, rows) -> draws.add(Placing.draws(interventions.get(name), rows)));
    fresh.clear();
    return draws;
  }
}
