// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.model;

import dev.sluice.jobs.Failure;
import dev.sluice.jobs.survey.scenario.Failing;
import dev.sluice.jobs.survey.scenario.Generation;
import dev.sluice.jobs.survey.scenario.ModelVersion;
import dev.sluice.jobs.survey.scenario.ScenarioChange;
import dev.sluice.models.survey.ModelStatistics;

/**
 * What is kept of one respondent over a set of scenarios.
 *
 * @param respondent who answers
 * @param set the set of scenarios
 * @param scenarios how many there are, whether they could be added up or not
 * @param statistics over those that could; changes in place
 * @param failing those that could not
 * @param broken why nothing can be added up any more, until there are no scenarios left; null if it
 *     can
 * @param asOf latest answeredAt seen, milliseconds since 1970-01-01T00:00:00Z
 * @param generation which formulas the statistics are made with
 */
public record ModelSurvey(
    ModelVersion respondent,
    String set,
    long scenarios,
    ModelStatistics statistics,
    Failing failing,
    Failure broken,
    long asOf,
    Generation generation) {

  static ModelSurvey begin(
      ScenarioChange change, ModelStatistics statistics, Generation generation) {
    return new ModelSurvey(
        change.respondent(),
        change.scenario().set(),
        0,
        statistics,
        Failing.NONE,
        null,
        change.asOf(),
        generation);
  }

  /** This after a change; the statistics are those of this. */
  ModelSurvey with(ScenarioChange change, Failing nowFailing) {
    long added = (change.after() == null ? 0L : 1L) - (change.before() == null ? 0L : 1L);
    return new ModelSurvey(
        respondent,
        set,
        scenarios + added,
        statistics,
        nowFailing,
        broken,
        Math.max(asOf, change.asOf()),
        generation);
  }

  /** This after a failure that has left the statistics half changed. */
  ModelSurvey brokenBy(Failure failure, ModelStatistics nothing) {
    return new ModelSurvey(
        respondent, set, scenarios, nothing, Failing.NONE, failure, asOf, generation);
  }

  boolean isEmpty() {
    return scenarios == 0;
  }

  /** Why there are no results; null if there are. */
  Failure failure() {
    return broken == null ? failing.failure() : broken;
  }
}
