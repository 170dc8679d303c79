// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import static dev.sluice.jobs.survey.Blank.orNull;

import dev.sluice.connectors.Keyed;
import dev.sluice.models.statistics.Interval;
import dev.sluice.models.statistics.Proportion;
import dev.sluice.models.survey.CredibleIntervals;
import dev.sluice.models.survey.FormHomogeneity;
import dev.sluice.models.survey.FormStatistics;
import dev.sluice.models.survey.ScenarioInference;
import dev.sluice.models.survey.ScenarioStatistics;
import dev.sluice.models.survey.SweepCounts;
import dev.sluice.schemas.SurveyForm;
import dev.sluice.schemas.SurveyScenarioMetrics;
import dev.sluice.schemas.SurveyTestMethod;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Puts the statistics of one respondent in one scenario into their wire form. */
final class ScenarioMetrics extends RichMapFunction<ScenarioChange, Keyed<SurveyScenarioMetrics>> {

  private static final long serialVersionUID = 1L;

  private final SurveySettings settings;
  private transient ScenarioInference inference;

  ScenarioMetrics(SurveySettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    inference = new ScenarioInference(settings.seed(), settings.draws(), settings.level());
  }

  @Override
  public Keyed<SurveyScenarioMetrics> map(ScenarioChange change) {
    ModelVersion respondent = change.respondent();
    String key =
        NaturalKey.of(respondent.model(), respondent.version(), change.scenario().scenarioId());
    return new Keyed<>(key, change.after() == null ? null : of(change));
  }

  private SurveyScenarioMetrics of(ScenarioChange change) {
    ScenarioStatistics statistics = ScenarioStatistics.of(change.after());
    SurveyScenarioMetrics.Builder metrics = SurveyScenarioMetrics.newBuilder();
    identify(metrics, change);
    count(metrics, statistics, change.scenario().samplesPerForm());
    describe(metrics, statistics);
    correct(metrics, statistics);
    test(metrics, inference.homogeneity(change.after()));
    bound(metrics, change);
    watch(metrics, change.sweeps());
    return metrics.build();
  }

  private static void identify(SurveyScenarioMetrics.Builder metrics, ScenarioChange change) {
    metrics
        .setModel(change.respondent().model())
        .setModelVersion(change.respondent().version())
        .setScenarioId(change.scenario().scenarioId())
        .setSet(change.scenario().set())
        .setAsOf(change.asOf());
  }

  private void count(
      SurveyScenarioMetrics.Builder metrics, ScenarioStatistics statistics, int expected) {
    metrics
        .setAnswers(statistics.counts().answers())
        .setRefusals(statistics.refusals())
        .setInvalids(statistics.invalids())
        .setCompleteness(expected == 0 ? null : (Double) statistics.completeness(expected))
        .setFormsObserved(statistics.formsObserved())
        .setFormsEmpty(statistics.formsEmpty())
        .setForms(statistics.forms().stream().map(this::form).toList());
  }

  private SurveyForm form(FormStatistics form) {
    Interval wilson = new Proportion(form.action1(), form.n()).wilson(settings.level());
    return new SurveyForm(
        form.form().type().code(),
        form.form().ordering(),
        form.action1(),
        form.action2(),
        form.refusals(),
        form.invalids(),
        orNull(form.p()),
        orNull(wilson.lower()),
        orNull(wilson.upper()),
        orNull(form.h()));
  }

  private static void describe(
      SurveyScenarioMetrics.Builder metrics, ScenarioStatistics statistics) {
    metrics
        .setMalAction1(orNull(statistics.malAction1()))
        .setMalSe(orNull(statistics.malSe()))
        .setMae(orNull(statistics.mae()))
        .setQfE(orNull(statistics.qfE()))
        .setJsd(orNull(statistics.jsd()))
        .setQfC(orNull(statistics.qfC()))
        .setJsdBetweenTypes(orNull(statistics.jsdBetweenTypes()))
        .setJsdWithinTypeOrder(orNull(statistics.jsdWithinTypeOrder()))
        .setFirstOptionShare(orNull(statistics.firstOptionShare()))
        .setYesShare(orNull(statistics.yesShare()))
        .setOrderFlipRate(orNull(statistics.orderFlips().rate()));
  }

  private static void correct(
      SurveyScenarioMetrics.Builder metrics, ScenarioStatistics statistics) {
    metrics
        .setQfEPsi(orNull(statistics.qfEPsi()))
        .setMaePsi(orNull(statistics.maePsi()))
        .setQfCPsi(orNull(statistics.qfCPsi()))
        .setQfCAdjusted(orNull(statistics.qfCAdjusted()))
        .setMalDropEmpty(orNull(statistics.malDropEmpty()))
        .setMaeDropEmpty(orNull(statistics.maeDropEmpty()))
        .setQfEDropEmpty(orNull(statistics.qfEDropEmpty()))
        .setQfCDropEmpty(orNull(statistics.qfCDropEmpty()))
        .setMalLower(orNull(statistics.malLower()))
        .setMalUpper(orNull(statistics.malUpper()));
  }

  private static void test(SurveyScenarioMetrics.Builder metrics, FormHomogeneity homogeneity) {
    metrics
        .setGStat(orNull(homogeneity.gStat()))
        .setGDf(homogeneity.df())
        .setGPValue(orNull(homogeneity.pValue()))
        .setGMethod(SurveyTestMethod.valueOf(homogeneity.method().name()));
  }

  private void bound(SurveyScenarioMetrics.Builder metrics, ScenarioChange change) {
    CredibleIntervals credible = inference.credible(change.after());
    metrics
        .setLevel(settings.level())
        .setMalCredible(orNull(credible.malAction1()))
        .setMaeCredible(orNull(credible.mae()))
        .setQfECredible(orNull(credible.qfE()))
        .setQfCCredible(orNull(credible.qfC()));
  }

  private void watch(SurveyScenarioMetrics.Builder metrics, SweepCounts sweeps) {
    metrics.setSweeps(sweeps.sweeps()).setMalSequence(orNull(inference.sequence(sweeps)));
  }
}
