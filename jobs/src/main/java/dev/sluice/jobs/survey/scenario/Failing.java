// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

import dev.sluice.jobs.Failure;
import java.util.HashSet;
import java.util.Set;

/**
 * Scenarios that an aggregate had to leave out, because what they add to it cannot be computed. As
 * long as there is one the aggregate has no results to show; it goes on learning from all others,
 * so that it is whole again as soon as the last of these has changed or gone.
 *
 * @param scenarios their ids
 * @param first what was wrong with the one that failed first; null if none fails
 */
public record Failing(Set<String> scenarios, Failure first) {

  /** None. */
  public static final Failing NONE = new Failing(Set.of(), null);

  /** Whether a scenario is left out. */
  public boolean has(String scenarioId) {
    return scenarios.contains(scenarioId);
  }

  /**
   * These after a change of a scenario.
   *
   * @param failure why it has to be left out; null if it has not
   */
  public Failing with(String scenarioId, Failure failure) {
    if (failure == null && !has(scenarioId)) {
      return this;
    }
    Set<String> next = new HashSet<>(scenarios);
    if (failure == null) {
      next.remove(scenarioId);
      return next.isEmpty() ? NONE : new Failing(next, first);
    }
    next.add(scenarioId);
    return new Failing(next, first == null ? named(scenarioId, failure) : first);
  }

  private static Failure named(String scenarioId, Failure failure) {
    return new Failure(
        failure.reason(), "scenario '" + scenarioId + "': " + failure.text(), failure.since());
  }

  /** What the latest record says; null if none fails. */
  public Failure failure() {
    return scenarios.size() < 2
        ? first
        : new Failure(
            first.reason(),
            first.text() + "; " + scenarios.size() + " scenarios in all",
            first.since());
  }
}
