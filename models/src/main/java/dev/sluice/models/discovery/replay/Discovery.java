// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.replay;

import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.EdgeBeliefs;
import dev.sluice.models.domain.VariableSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Discovery within one process: draws in the order in which they come, and rounds of training. What
 * it learns is to the bit what the job learns from the same. Not thread-safe.
 */
public final class Discovery {
  private final Placing placing;
  private final Learner learner;
  private final NameOrder order;
  private final Map<String, Long> counts = new HashMap<>();
  private final Map<String, Map<Integer, double[]>> placed = new HashMap<>();
  private final Map<String, Intervention> interventions = new HashMap<>();
  private Learned learned;

  /**
   * Nothing is learned yet.
   *
   * @param placing where draws go
   * @param learner of the same variables
   * @param order of the same variables
   */
  public Discovery(Placing placing, Learner learner, NameOrder order) {
    this.placing = placing;
    this.learner = learner;
    this.order = order;
    learned = learner.initial();
  }

  /**
   * Takes a draw.
   *
   * @param targets as declared; null if unknown
   * @param label of the regime; needed where targets are unknown
   * @param values by variable, as declared
   */
  public void add(VariableSet targets, String label, double[] values) {
    Intervention intervention = Intervention.of(order, targets, label);
    long number = counts.merge(intervention.name(), 1L, Long::sum) - 1;
    int place = placing.place(intervention, number);
    if (place != Reservoir.NOWHERE) {
      interventions.put(intervention.name(), intervention);
      placed
          .computeIfAbsent(intervention.name(), name -> new HashMap<>())
          .put(place, order.ordered(values));
    }
  }

  /** Forgets all draws, but nothing that was learned from them. */
  public void forgetDraws() {
    counts.clear();
    placed.clear();
    interventions.clear();
    learned = learned.withoutDraws();
  }

  /** Trains for one round on what is held. */
  public void train(Budget budget) {
    List<PlacedDraws> draws = new ArrayList<>();
    placed.forEach((name, rows) -> draws.add(Placing.draws(interventions.get(name), rows)));
    placed.clear();
    learned = learner.learn(learned, draws, budget);
  }

  /** What is known. */
  public Learned learned() {
    return learned;
  }

  /** What is believed, variables as declared. */
  public EdgeBeliefs beliefs() {
    return learner.beliefs(learned);
  }
}
