// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.survey.agreement.DriftReport;
import dev.sluice.models.survey.agreement.ScenarioDrift;
import dev.sluice.models.survey.agreement.VersionDrift;
import java.util.HashSet;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the statistics promise, on simulated respondents at the size of the paper's low set. */
class SurveyAcceptanceTest {
  private static final int SCENARIOS = 687;

  /** The plug-in consistency is too low; the adjusted one is not, at any number of answers. */
  @ParameterizedTest
  @CsvSource({
    "RANDOM, 5, 0.857",
    "RANDOM, 10, 0.936",
    "COMMONSENSE, 5, 0.874",
    "COMMONSENSE, 10, 0.934",
    "DRIFTING, 5, 0.854",
    "DRIFTING, 10, 0.932"
  })
  void anInvariantRespondentIsConsistent(Profile profile, int samples, double plugIn) {
    Respondent respondent = new Respondent(profile, 1, false);
    assertThat(mean(respondent, samples, ScenarioStatistics::qfC)).isCloseTo(plugIn, within(0.01));
    assertThat(mean(respondent, samples, ScenarioStatistics::qfCAdjusted))
        .isCloseTo(1, within(0.02));
  }

  /** Two logits at ten answers per form: power over all seeds, false discoveries on average. */
  @Test
  void driftIsFoundAndLittleElseIsFlagged() {
    int seeds = 20;
    int drifted = 0;
    long found = 0;
    double falseDiscoveryProportions = 0;
    for (int seed = 0; seed < seeds; seed++) {
      Respondent baseline = new Respondent(Profile.DRIFTING, seed, false);
      Set<String> truth = new HashSet<>();
      VersionDrift drift = new VersionDrift();
      for (int i = 0; i < SCENARIOS; i++) {
        String id = "S" + i;
        if (baseline.driftsIn(id)) {
          truth.add(id);
        }
        drift.replace(
            ScenarioDrift.of(
                id,
                Simulated.counts(baseline, id, 10),
                Simulated.counts(new Respondent(Profile.DRIFTING, seed, true), id, 10)));
      }
      DriftReport report = drift.report(0.05, 0.1, 0.95);
      long hits =
          report.flags().stream().filter(f -> truth.contains(f.scenario().scenarioId())).count();
      drifted += truth.size();
      found += hits;
      falseDiscoveryProportions +=
          (report.flags().size() - hits) / Math.max(1.0, report.flags().size());
    }
    assertThat((double) found / drifted).isGreaterThanOrEqualTo(0.8);
    assertThat(falseDiscoveryProportions / seeds).isLessThanOrEqualTo(0.05);
  }

  /** Looked at after every sweep, the sequence must cover the truth at all times. */
  @ParameterizedTest
  @CsvSource({"COMMONSENSE", "RANDOM", "FIRST_BIASED"})
  void theConfidenceSequenceCoversAtEveryTime(Profile profile) {
    int covering = 0;
    for (int seed = 0; seed < 500; seed++) {
      Respondent respondent = new Respondent(profile, seed, false);
      double truth = respondent.malAction1("S");
      SweepCounts sweeps = SweepCounts.empty();
      boolean covers = true;
      for (int sample = 0; sample < 200 && covers; sample++) {
        sweeps = sweeps.observe(firstActions(respondent, sample));
        covers = sweeps.contains(truth, 0.95);
      }
      covering += covers ? 1 : 0;
    }
    assertThat(covering).isGreaterThanOrEqualTo(475);
  }

  private static int firstActions(Respondent respondent, int sample) {
    int firstActions = 0;
    for (QuestionForm form : QuestionForm.values()) {
      firstActions += respondent.answer("S", form, sample) == Label.ACTION1 ? 1 : 0;
    }
    return firstActions;
  }

  private static double mean(
      Respondent respondent, int samples, ToDoubleFunction<ScenarioStatistics> statistic) {
    double sum = 0;
    for (int i = 0; i < SCENARIOS; i++) {
      ScenarioCounts counts = Simulated.counts(respondent, "S" + i, samples);
      sum += statistic.applyAsDouble(ScenarioStatistics.of(counts));
    }
    return sum / SCENARIOS;
  }
}
