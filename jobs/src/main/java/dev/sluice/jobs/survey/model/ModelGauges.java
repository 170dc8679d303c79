// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.model;

import dev.sluice.jobs.gauges.Gauged;
import dev.sluice.jobs.gauges.Numbers;
import dev.sluice.schemas.SurveyMean;
import dev.sluice.schemas.SurveyModelMetrics;
import dev.sluice.schemas.SurveyShare;

/**
 * What the dashboard and Prometheus see of respondents: {@code respondents} (how many) and gauges
 * of the busiest in the group {@code survey.<model, version and set>}.
 */
final class ModelGauges {

  private ModelGauges() {}

  /** With gauges of their own for so many respondents of a subtask. */
  static Gauged<SurveyModelMetrics> of(int most) {
    return new Gauged<>(most, ModelGauges::numbers);
  }

  private static Numbers<SurveyModelMetrics> numbers() {
    Numbers<SurveyModelMetrics> numbers =
        Numbers.of("survey", SurveyModelMetrics::getAnswers, SurveyModelMetrics::getAsOf)
            .countedAs("respondents")
            .sum("scenarios", SurveyModelMetrics::getScenarios)
            .sum("answers", SurveyModelMetrics::getAnswers)
            .mean("refusalRate", m -> share(m.getRefusals()))
            .mean("invalidRate", m -> share(m.getInvalids()))
            .mean("commonsenseShare", m -> share(m.getCommonsense()));
    for (String measure : new String[] {"malAction1", "mae", "qfE", "qfC", "qfCAdjusted"}) {
      numbers.mean(measure, m -> mean(m.getMeans().get(measure)));
    }
    return numbers;
  }

  private static Double mean(SurveyMean mean) {
    return mean == null ? null : mean.getMean();
  }

  private static Double share(SurveyShare share) {
    return share == null ? null : share.getShare();
  }
}
