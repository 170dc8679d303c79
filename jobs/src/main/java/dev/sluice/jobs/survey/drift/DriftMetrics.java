// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.drift;

import static dev.sluice.jobs.survey.scenario.Blank.orNull;

import dev.sluice.jobs.Failure;
import dev.sluice.jobs.Failures;
import dev.sluice.models.statistics.MeanEstimate;
import dev.sluice.models.survey.agreement.DriftReport;
import dev.sluice.models.survey.agreement.ScenarioDrift;
import dev.sluice.schemas.DriftedScenario;
import dev.sluice.schemas.SurveyDrift;
import java.util.Comparator;
import java.util.List;

/** Puts the drift between two versions into its wire form. */
final class DriftMetrics {

  /** Scenarios that are listed; the others are counted. */
  static final int MOST_DRIFTED = 200;

  private static final Comparator<DriftReport.Flag> SUREST_FIRST =
      Comparator.<DriftReport.Flag>comparingDouble(flag -> flag.scenario().test().pValue())
          .thenComparing(flag -> flag.scenario().scenarioId());

  private DriftMetrics() {}

  static SurveyDrift of(VersionPair versions, DriftThresholds thresholds, double level) {
    DriftReport report =
        versions.drift().report(thresholds.falseDiscoveryRate(), thresholds.effectFloor(), level);
    MeanEstimate difference = report.difference();
    List<DriftedScenario> listed =
        report.flags().stream()
            .sorted(SUREST_FIRST)
            .limit(MOST_DRIFTED)
            .map(DriftMetrics::drifted)
            .toList();
    SurveyDrift metrics =
        identified(versions, thresholds, level)
            .setTested(report.tested())
            .setUntested(report.untested())
            .setMeanDifference(orNull(difference.mean()))
            .setStandardError(orNull(difference.standardError()))
            .setLower(orNull(difference.interval().lower()))
            .setUpper(orNull(difference.interval().upper()))
            .setDrifted(listed)
            .setOtherDrifted(report.flags().size() - listed.size())
            .build();
    Failures.requireFinite(metrics);
    return metrics;
  }

  /** Says why there are no results. */
  static SurveyDrift failed(
      VersionPair versions, DriftThresholds thresholds, double level, Failure failure) {
    return identified(versions, thresholds, level)
        .setFailure(failure.text())
        .setFailureReason(failure.reason())
        .build();
  }

  private static SurveyDrift.Builder identified(
      VersionPair versions, DriftThresholds thresholds, double level) {
    return SurveyDrift.newBuilder()
        .setModel(versions.model())
        .setBaseline(versions.baseline())
        .setCandidate(versions.candidate())
        .setSet(versions.set())
        .setAsOf(versions.asOf())
        .setFalseDiscoveryRate(thresholds.falseDiscoveryRate())
        .setEffectFloor(thresholds.effectFloor())
        .setLevel(level);
  }

  private static DriftedScenario drifted(DriftReport.Flag flag) {
    ScenarioDrift scenario = flag.scenario();
    return new DriftedScenario(
        scenario.scenarioId(),
        scenario.difference(),
        scenario.test().pValue(),
        flag.qValue(),
        orNull(scenario.test().oddsRatio()),
        scenario.test().forms());
  }
}
