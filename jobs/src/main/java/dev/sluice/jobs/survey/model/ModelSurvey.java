// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import dev.sluice.models.survey.ModelStatistics;

/**
 * What is kept of one respondent over a set of scenarios.
 *
 * @param respondent who answers
 * @param set the set of scenarios
 * @param statistics over the scenarios; changes in place
 * @param asOf latest answeredAt seen, milliseconds since 1970-01-01T00:00:00Z
 */
public record Survey(ModelVersion respondent, String set, ModelStatistics statistics, long asOf) {

  static Survey begin(ScenarioChange change, SurveySettings settings) {
    return new Survey(
        change.respondent(),
        change.scenario().set(),
        ModelStatistics.empty(settings.seed(), settings.replicates()),
        change.asOf());
  }

  /** This with a change; the statistics are those of this. */
  Survey with(ScenarioChange change) {
    statistics.replace(change.contributionBefore(), change.contributionAfter());
    return new Survey(respondent, set, statistics, Math.max(asOf, change.asOf()));
  }

  boolean isEmpty() {
    return statistics.scenarios == 0;
  }
}
