// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import static dev.sluice.jobs.survey.FailingSurvey.DRIFTING_2;
import static dev.sluice.jobs.survey.FailingSurvey.HEALTHY;
import static dev.sluice.jobs.survey.FailingSurvey.RESPONDENTS;
import static dev.sluice.jobs.survey.FailingSurvey.SAMPLES;
import static dev.sluice.jobs.survey.FailingSurvey.SCENARIOS;
import static dev.sluice.jobs.survey.FailingSurvey.THROWING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.survey.scenario.FailingMatcher;
import dev.sluice.jobs.survey.scenario.ModelVersion;
import dev.sluice.models.survey.QuestionForm;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.SurveyAgreement;
import dev.sluice.schemas.SurveyModelMetrics;
import dev.sluice.schemas.SurveyScenarioMetrics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Respondents whose answers, statistics, likelihoods or comparisons fail, beside healthy ones. The
 * cluster restarts nothing: a failure that does not stay with its key fails the test.
 */
class FailingKeysJobTest {

  private static final InMemoryReporter METRICS = InMemoryReporter.createWithRetainedMetrics();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .setConfiguration(
                  METRICS.addToConfiguration(
                      new Configuration().set(RestartStrategyOptions.RESTART_STRATEGY, "none")))
              .build());

  /** So long that every key puts out once, at the end of the run. */
  private static final long ONLY_AT_THE_END = 1_000_000_000_000_000L;

  private final FailingSurvey survey = new FailingSurvey();
  private final Batch batch = survey.batch;

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theyRestOrSayWhyAndTheOthersAreTheBatch(int parallelism) throws Exception {
    List<RawRecord> answers = survey.answers(new Random(parallelism));
    SurveySettings settings = Fixture.settings(ONLY_AT_THE_END);

    LocalRun run =
        LocalRun.of(
            parallelism,
            FailingSurvey.scenarios(),
            answers,
            settings,
            FailingSurvey.FORMULAS,
            FailingMatcher.observe(settings.answersInRun(), FailingSurvey.FORMULAS));

    assertThatFailuresAreTold(run);
    assertThatTheOthersAreTheBatch(run);
    assertThat(failures(run))
        .isEqualTo(Map.of(FailureReason.ERROR.name(), 2L, FailureReason.NOT_FINITE.name(), 2L));
    int resting = QuestionForm.values().length * SAMPLES;
    assertThat(run.refused)
        .extracting(DeadLetter::reason)
        .hasSize(resting)
        .containsOnly(Reason.RESTING);
    assertThat(count(run, "read")).isEqualTo(SCENARIOS + answers.size());
    assertThat(count(run, "accepted")).isEqualTo(SCENARIOS + answers.size() - resting);
    assertThat(count(run, "deadLettered", "reason", "resting")).isEqualTo(resting);
  }

  private static void assertThatFailuresAreTold(LocalRun run) {
    SurveyScenarioMetrics speechless = run.scenarios.get("speechless||s1");
    assertThat(speechless.getFailure()).isEqualTo("IllegalStateException: boom");
    assertThat(speechless.getFailureReason()).isEqualTo(FailureReason.ERROR);
    assertThat(speechless.getMalAction1()).isNull();
    SurveyModelMetrics throwing = run.models.get("throwing||low");
    assertThat(throwing.getFailure())
        .isEqualTo("scenario 's1': ArithmeticException: three refusals");
    assertThat(throwing.getFailureReason()).isEqualTo(FailureReason.ERROR);
    assertThat(throwing.getScenarios()).isEqualTo(SCENARIOS);
    assertThat(throwing.getMeans()).isEmpty();
    SurveyAgreement infinite = run.agreement.get("low|healthy||infinite|");
    assertThat(infinite.getFailure())
        .isEqualTo("in 1 of the scenarios that both have answered a likelihood cannot be computed");
    assertThat(infinite.getFailureReason())
        .as("as the counter")
        .isEqualTo(FailureReason.NOT_FINITE);
    assertThat(infinite.getCorrelation()).isNull();
    assertThat(run.agreement.values())
        .filteredOn(pair -> pair.getFailure() != null)
        .hasSize(RESPONDENTS.size() - 1)
        .allMatch(pair -> (pair.getModel() + pair.getOtherModel()).contains("infinite"));
    assertThat(run.drift.get("drifting|1|2|low").getFailure())
        .isEqualTo("scenario 's2': the difference is Infinity, not a finite number");
    assertThat(run.drift.get("drifting|1|2|low").getFailureReason())
        .isEqualTo(FailureReason.NOT_FINITE);
    assertThat(run.drift.get("drifting|1|2|low").getTested()).isNull();
  }

  private void assertThatTheOthersAreTheBatch(LocalRun run) {
    assertThat(batch.keys()).hasSize(RESPONDENTS.size() * SCENARIOS - 1);
    for (String key : batch.keys()) {
      assertThat(run.scenarios.get(key).getFailure()).isNull();
      assertThat(run.scenarios.get(key).getMalAction1()).isCloseTo(batch.mal(key), within(1e-12));
      assertThat(run.scenarios.get(key).getQfC()).isCloseTo(batch.qfC(key), within(1e-12));
    }
    for (ModelVersion who : RESPONDENTS) {
      SurveyModelMetrics model = run.models.get(who.name() + "|low");
      if (!who.equals(THROWING)) {
        double[] likelihoods = batch.values(who, Batch::mal);
        assertThat(model.getFailure()).isNull();
        assertThat(model.getScenarios()).isEqualTo(likelihoods.length);
        assertThat(model.getMeans().get("malAction1").getMean())
            .isCloseTo(Batch.mean(likelihoods), within(1e-9));
        assertThat(model.getMeans().get("malAction1").getStandardError())
            .isCloseTo(Batch.standardError(likelihoods), within(1e-9));
      }
    }
    assertThat(run.agreement.get("low|drifting|2|healthy|").getCorrelation())
        .isCloseTo(
            Batch.correlation(
                batch.values(DRIFTING_2, Batch::mal), batch.values(HEALTHY, Batch::mal)),
            within(1e-9));
    assertThat(run.clusters.get("low").getFailure()).isNull();
    assertThat(run.clusters.get("low").getRespondents()).hasSize(RESPONDENTS.size());
    double[] differences = new double[SCENARIOS];
    for (int i = 0; i < SCENARIOS; i++) {
      differences[i] = batch.difference("steady|1|s" + i, "steady|2|s" + i);
    }
    assertThat(run.drift.get("steady|1|2|low").getMeanDifference())
        .isCloseTo(Batch.mean(differences), within(1e-9));
  }

  /** Failures by the label of their reason, summed over operators and subtasks. */
  private static Map<String, Long> failures(LocalRun run) {
    Map<String, Long> failures = new HashMap<>();
    METRICS
        .getMetricsByGroup()
        .forEach(
            (group, metrics) -> {
              Map<String, String> labels = group.getAllVariables();
              if (run.job().toString().equals(labels.get("<job_id>"))
                  && metrics.get("failures") instanceof Counter counter
                  && counter.getCount() > 0) {
                failures.merge(labels.get("<reason>"), counter.getCount(), Long::sum);
              }
            });
    return failures;
  }

  private static long count(LocalRun run, String name) {
    return count(run, name, "job_id", run.job().toString());
  }

  private static long count(LocalRun run, String name, String label, String value) {
    return METRICS.getMetricsByGroup().entrySet().stream()
        .filter(
            group -> run.job().toString().equals(group.getKey().getAllVariables().get("<job_id>")))
        .filter(group -> value.equals(group.getKey().getAllVariables().get("<" + label + ">")))
        .map(group -> group.getValue().get(name))
        .filter(Counter.class::isInstance)
        .mapToLong(metric -> ((Counter) metric).getCount())
        .sum();
  }
}
