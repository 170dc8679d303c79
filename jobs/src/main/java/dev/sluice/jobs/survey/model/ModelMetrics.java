// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.model;

import static dev.sluice.jobs.survey.scenario.Blank.orNull;

import dev.sluice.jobs.Failure;
import dev.sluice.jobs.Failures;
import dev.sluice.models.statistics.Interval;
import dev.sluice.models.statistics.MeanEstimate;
import dev.sluice.models.statistics.Proportion;
import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.ModelStatistics;
import dev.sluice.models.survey.QuestionForm;
import dev.sluice.models.survey.ScenarioMeasure;
import dev.sluice.schemas.SurveyMean;
import dev.sluice.schemas.SurveyModelMetrics;
import dev.sluice.schemas.SurveyShare;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts the statistics of one respondent over a set of scenarios into their wire form. */
final class ModelMetrics {

  private final double level;

  private ModelMetrics(double level) {
    this.level = level;
  }

  static SurveyModelMetrics of(ModelSurvey survey, double level) {
    SurveyModelMetrics metrics = new ModelMetrics(level).metrics(survey);
    Failures.requireFinite(metrics);
    return metrics;
  }

  /** Counts what there is and says why there are no results. */
  static SurveyModelMetrics failed(ModelSurvey survey, double level, Failure failure) {
    return identified(survey, level)
        .setFailure(failure.text())
        .setFailureReason(failure.reason())
        .build();
  }

  private static SurveyModelMetrics.Builder identified(ModelSurvey survey, double level) {
    return SurveyModelMetrics.newBuilder()
        .setModel(survey.respondent().model())
        .setModelVersion(survey.respondent().version())
        .setSet(survey.set())
        .setAsOf(survey.asOf())
        .setScenarios(survey.scenarios())
        .setAnswers(survey.statistics().answers(Label.REFUSAL).trials())
        .setLevel(level);
  }

  private SurveyModelMetrics metrics(ModelSurvey survey) {
    ModelStatistics statistics = survey.statistics();
    return identified(survey, level)
        .setMeans(means(statistics))
        .setCommonsense(share(statistics.share(ScenarioMeasure.COMMONSENSE)))
        .setUndecided(share(statistics.share(ScenarioMeasure.UNDECIDED)))
        .setStrongPreference(share(statistics.share(ScenarioMeasure.STRONG_PREFERENCE)))
        .setGSignificant(share(statistics.share(ScenarioMeasure.G_SIGNIFICANT)))
        .setRefusals(share(statistics.answers(Label.REFUSAL)))
        .setInvalids(share(statistics.answers(Label.INVALID)))
        .setYes(share(statistics.yes()))
        .setOrderFlips(share(statistics.orderFlips()))
        .setFirstOption(firstOption(statistics))
        .setViolations(violations(statistics))
        .build();
  }

  private Map<String, SurveyMean> means(ModelStatistics statistics) {
    Map<String, SurveyMean> means = new LinkedHashMap<>();
    for (ScenarioMeasure measure : ScenarioMeasure.values()) {
      MeanEstimate estimate = statistics.mean(measure, level);
      if (estimate.n() > 0) {
        means.put(measure.fieldName(), mean(estimate));
      }
    }
    return means;
  }

  private Map<String, SurveyMean> violations(ModelStatistics statistics) {
    Map<String, SurveyMean> violations = new LinkedHashMap<>();
    statistics.violations(level).forEach((rule, estimate) -> violations.put(rule, mean(estimate)));
    return violations;
  }

  private Map<String, SurveyShare> firstOption(ModelStatistics statistics) {
    Map<String, SurveyShare> shares = new LinkedHashMap<>();
    for (QuestionForm form : QuestionForm.values()) {
      shares.put(form.type().code() + "-" + form.ordering(), share(statistics.firstOption(form)));
    }
    return shares;
  }

  private static SurveyMean mean(MeanEstimate estimate) {
    return new SurveyMean(
        estimate.n(),
        estimate.mean(),
        orNull(estimate.standardError()),
        orNull(estimate.interval().lower()),
        orNull(estimate.interval().upper()),
        orNull(estimate.bootstrap().lower()),
        orNull(estimate.bootstrap().upper()));
  }

  private SurveyShare share(Proportion proportion) {
    Interval wilson = proportion.wilson(level);
    return new SurveyShare(
        proportion.successes(),
        proportion.trials(),
        orNull(proportion.share()),
        orNull(wilson.lower()),
        orNull(wilson.upper()));
  }
}
