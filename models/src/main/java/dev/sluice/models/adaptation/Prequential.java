// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.Domain;
import java.util.List;

/** Predict, score, detect, learn: in that order, for every model class side by side. */
public final class Prequential {

  /**
   * An engine.
   *
   * @param domain of the variables
   * @param graph the true or a given graph; null if unknown: then only classes that need none
   * @param learned parents by the learned graph, bit masks; null while there is none
   */
  public static Prequential of(
      Domain domain, Dag graph, Dag learned, Learners learners, AdaptationSettings settings) {
    return null; // skeleton
  }

  /** The state before the first sample. */
  public AdaptationState begin() {
    return null; // skeleton
  }

  /**
   * Observes samples in order: up to {@code settings.batch()} of them are predicted before they are
   * learned.
   *
   * @return the state to keep; the one given is used up (its arrays are changed in place)
   */
  public AdaptationState observe(AdaptationState state, List<Observation> samples) {
    return null; // skeleton
  }

  /** The state for an engine whose learned graph is another. */
  public AdaptationState relearn(AdaptationState state, Prequential before) {
    return null; // skeleton
  }

  /** What there is to show. */
  public AdaptationReport report(AdaptationState state) {
    return null; // skeleton
  }
}
