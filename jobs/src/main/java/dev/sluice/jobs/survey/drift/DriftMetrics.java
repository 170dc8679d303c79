// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import static dev.sluice.jobs.survey.Blank.orNull;

import dev.sluice.models.statistics.MeanEstimate;
import dev.sluice.models.survey.agreement.DriftReport;
import dev.sluice.models.survey.agreement.ScenarioDrift;
import dev.sluice.schemas.DriftedScenario;
import dev.sluice.schemas.SurveyDrift;
import java.util.Comparator;

/** Puts the drift between two versions into its wire form. */
final class DriftMetrics {

  /** How many drifted scenarios are listed; all of them need not fit into a record. */
  static final int MOST = 200;

  private static final Comparator<DriftReport.Flag> CLEAREST_FIRST =
      Comparator.<DriftReport.Flag>comparingDouble(flag -> flag.scenario().test().pValue())
          .thenComparing(flag -> flag.scenario().scenarioId());

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
        .setDrifted(
            report.flags().stream()
                .sorted(CLEAREST_FIRST)
                .limit(MOST)
                .map(DriftMetrics::drifted)
                .toList())
        .setOtherDrifted(Math.max(0, report.flags().size() - MOST))
        .build();
  }

  private static DriftedScenario drifted(DriftReport.Flag flag) {
    ScenarioDrift scenario = flag.scenario();
    return new DriftedScenario(
        scenario.scenarioId(),
        orNull(scenario.difference()),
        orNull(scenario.test().pValue()),
        orNull(flag.qValue()),
        orNull(scenario.test().oddsRatio()),
        scenario.test().forms());
  }
}
