// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

import static dev.sluice.jobs.survey.scenario.Blank.orNull;

import dev.sluice.connectors.Keyed;
import dev.sluice.jobs.Failure;
import dev.sluice.jobs.Failures;
import dev.sluice.jobs.NaturalKey;
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
public final class ScenarioMetrics
    extends RichMapFunction<ScenarioChange, Keyed<SurveyScenarioMetrics>> {

  private static final long serialVersionUID = 1L;

  private final Uncertainty uncertainty;
  private transient ScenarioInference inference;
  private transient Failures failures;

  /** With intervals of this kind. */
  public ScenarioMetrics(Uncertainty uncertainty) {
    this.uncertainty = uncertainty;
  }

  @Override
  public void open(OpenContext context) {
    inference = new ScenarioInference(uncertainty.seed(), uncertainty.draws(), uncertainty.level());
    failures = new Failures(getRuntimeContext().getMetricGroup());
  }

  @Override
  public Keyed<SurveyScenarioMetrics> map(ScenarioChange change) throws Exception {
    ModelVersion respondent = change.respondent();
    String key =
        NaturalKey.of(respondent.model(), respondent.version(), change.scenario().scenarioId());
    if (change.failure() != null) {
      return new Keyed<>(key, failed(change, change.failure()));
    }
    if (change.after() == null) {
      return new Keyed<>(key, null);
    }
    Computed<SurveyScenarioMetrics> metrics =
        Computed.of(failures, key, System.currentTimeMillis(), () -> of(change));
    return new Keyed<>(
        key, metrics.failure() == null ? metrics.value() : failed(change, metrics.failure()));
  }

  private SurveyScenarioMetrics failed(ScenarioChange change, Failure failure) {
    SurveyScenarioMetrics.Builder metrics = SurveyScenarioMetrics.newBuilder();
    identify(metrics, change);
    return metrics
        .setAnswers(change.after() == null ? 0 : change.after().answers())
        .setLevel(uncertainty.level())
        .setFailure(failure.text())
        .setFailureReason(failure.reason())
        .build();
  }

  private SurveyScenarioMetrics of(ScenarioChange change) {
    ScenarioStatistics statistics = ScenarioStatistics.of(change.after());
    SurveyScenarioMetrics.Builder builder = SurveyScenarioMetrics.newBuilder();
    identify(builder, change);
    count(builder, statistics, change.scenario().samplesPerForm());
    describe(builder, statistics);
    correct(builder, statistics);
    test(builder, inference.homogeneity(change.after()));
    bound(builder, change);
    watch(builder, change.sweeps());
    SurveyScenarioMetrics metrics = builder.build();
    Failures.requireFinite(metrics);
    return metrics;
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
    Interval wilson = new Proportion(form.action1(), form.n()).wilson(uncertainty.level());
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
        form.h());
  }

  private static void describe(
      SurveyScenarioMetrics.Builder metrics, ScenarioStatistics statistics) {
    metrics
        .setMalAction1(statistics.malAction1())
        .setMalSe(orNull(statistics.malSe()))
        .setMae(statistics.mae())
        .setQfE(statistics.qfE())
        .setJsd(statistics.jsd())
        .setQfC(statistics.qfC())
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
        .setMalLower(statistics.malLower())
        .setMalUpper(statistics.malUpper());
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
        .setLevel(uncertainty.level())
        .setMalCredible(orNull(credible.malAction1()))
        .setMaeCredible(orNull(credible.mae()))
        .setQfECredible(orNull(credible.qfE()))
        .setQfCCredible(orNull(credible.qfC()));
  }

  private void watch(SurveyScenarioMetrics.Builder metrics, SweepCounts sweeps) {
    metrics.setSweeps(sweeps.sweeps()).setMalSequence(orNull(inference.sequence(sweeps)));
  }
}
