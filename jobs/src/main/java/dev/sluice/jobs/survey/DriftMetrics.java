// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import static dev.sluice.jobs.survey.Blank.orNull;

import dev.sluice.models.statistics.MeanEstimate;
import dev.sluice.models.survey.agreement.DriftReport;
import dev.sluice.models.survey.agreement.ScenarioDrift;
import dev.sluice.schemas.DriftedScenario;
import dev.sluice.schemas.SurveyDrift;

/** Puts the drift between two versions into its wire form. */
final class DriftMetrics {

  private DriftMetrics() {}

  static SurveyDrift of(Versions versions, SurveySettings settings) {
    DriftReport report =
        versions
            .drift()
            .report(settings.falseDiscoveryRate(), settings.effectFloor(), settings.level());
    MeanEstimate difference = report.difference();
    return SurveyDrift.newBuilder()
        .setModel(versions.model())
        .setBaseline(versions.baseline())
        .setCandidate(versions.candidate())
        .setSet(versions.set())
        .setAsOf(versions.asOf())
        .setTested(report.tested())
        .setUntested(report.untested())
        .setFalseDiscoveryRate(settings.falseDiscoveryRate())
        .setEffectFloor(settings.effectFloor())
        .setLevel(settings.level())
        .setMeanDifference(orNull(difference.mean()))
        .setStandardError(orNull(difference.standardError()))
        .setLower(orNull(difference.interval().lower()))
        .setUpper(orNull(difference.interval().upper()))
        .setDrifted(report.flags().stream().map(DriftMetrics::drifted).toList())
        .build();
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
