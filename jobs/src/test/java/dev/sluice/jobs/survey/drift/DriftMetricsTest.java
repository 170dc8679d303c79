// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.jobs.survey.scenario.Failing;
import dev.sluice.jobs.survey.scenario.Generation;
import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.QuestionForm;
import dev.sluice.models.survey.ScenarioCounts;
import dev.sluice.models.survey.agreement.ScenarioDrift;
import dev.sluice.models.survey.agreement.VersionDrift;
import dev.sluice.schemas.DriftedScenario;
import dev.sluice.schemas.SurveyDrift;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftMetricsTest {

  /** So many answers of one kind to the first form. */
  private static ScenarioCounts answers(Label label, int count) {
    ScenarioCounts counts = ScenarioCounts.empty();
    for (int i = 0; i < count; i++) {
      counts = counts.observe(QuestionForm.AB_0, label);
    }
    return counts;
  }

  private static SurveyDrift drift(int scenarios) {
    VersionDrift drift = new VersionDrift();
    for (int s = 0; s < scenarios; s++) {
      int answers = s % 2 == 0 ? 10 : 12;
      drift.replace(
          ScenarioDrift.of(
              "S%04d".formatted(s),
              answers(Label.ACTION1, answers),
              answers(Label.ACTION2, answers)));
    }
    VersionPair versions =
        new VersionPair("m", "1", "2", "low", drift, Failing.NONE, 5, Generation.first(1));
    return DriftMetrics.of(versions, new DriftThresholds(0.05, 0.1), 0.95);
  }

  @Test
  void theClearestOfManyAreListedAndTheOthersCounted() {
    SurveyDrift drift = drift(2_000);

    List<String> expected = new ArrayList<>();
    for (int s = 1; expected.size() < DriftMetrics.MOST_DRIFTED; s += 2) {
      expected.add("S%04d".formatted(s));
    }
    assertThat(drift.getDrifted())
        .extracting(DriftedScenario::getScenarioId)
        .containsExactlyElementsOf(expected);
    assertThat(drift.getOtherDrifted()).isEqualTo(1_800);
    assertThat(drift.getTested()).isEqualTo(2_000);
  }

  @Test
  void fewAreAllListedTheClearestFirst() {
    SurveyDrift drift = drift(4);

    assertThat(drift.getDrifted())
        .extracting(DriftedScenario::getScenarioId)
        .containsExactly("S0001", "S0003", "S0000", "S0002");
    assertThat(drift.getOtherDrifted()).isZero();
  }
}
