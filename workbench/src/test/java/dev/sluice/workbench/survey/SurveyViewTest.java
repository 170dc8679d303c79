// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.survey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schemas.DriftedScenario;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.SurveyClusters;
import dev.sluice.schemas.SurveyDrift;
import dev.sluice.schemas.SurveyMean;
import dev.sluice.schemas.SurveyMerge;
import dev.sluice.schemas.SurveyModelMetrics;
import dev.sluice.schemas.SurveyRespondent;
import dev.sluice.schemas.SurveyShare;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SurveyViewTest {
  private static final SurveyShare MOST = new SurveyShare(23L, 24L, 23 / 24.0, 0.798, 0.993);
  private static final SurveyShare ALL = new SurveyShare(24L, 24L, 1.0, 0.862, 1.0);

  private static SurveyModelMetrics metrics(
      String model,
      String version,
      long answers,
      SurveyShare preferred,
      double likely,
      double consistent) {
    SurveyShare none = new SurveyShare(0L, 0L, null, null, null);
    return SurveyModelMetrics.newBuilder()
        .setModel(model)
        .setModelVersion(version)
        .setSet("low")
        .setAsOf(0)
        .setScenarios(24)
        .setAnswers(answers)
        .setLevel(0.95)
        .setMeans(
            Map.of(
                "malAction1",
                new SurveyMean(24L, likely, 0.01, likely - 0.02, likely + 0.02, null, null),
                "qfCAdjusted",
                new SurveyMean(1L, consistent, null, null, null, null, null),
                "firstOptionShare",
                new SurveyMean(24L, 0.513, 0.01, 0.49, 0.53, null, null)))
        .setCommonsense(preferred)
        .setUndecided(none)
        .setStrongPreference(none)
        .setGSignificant(none)
        .setRefusals(new SurveyShare(9L, answers, 9.0 / answers, 0.01, 0.02))
        .setInvalids(none)
        .setYes(none)
        .setOrderFlips(none)
        .setFirstOption(Map.of())
        .setViolations(Map.of())
        .build();
  }

  private static SurveyDrift drift(int flagged) {
    return SurveyDrift.newBuilder()
        .setModel("eel")
        .setBaseline("1")
        .setCandidate("2")
        .setSet("low")
        .setAsOf(0)
        .setTested(24)
        .setUntested(0)
        .setFalseDiscoveryRate(0.05)
        .setEffectFloor(0.1)
        .setLevel(0.95)
        .setMeanDifference(-0.1234)
        .setLower(-0.2)
        .setUpper(-0.05)
        .setDrifted(
            IntStream.rangeClosed(1, flagged)
                .mapToObj(i -> new DriftedScenario("S_%02d".formatted(i), -0.5, 0.0, 0.0, null, 6))
                .toList())
        .build();
  }

  private static SurveyClusters clusters() {
    return SurveyClusters.newBuilder()
        .setSet("low")
        .setAsOf(0)
        .setRespondents(
            List.of(
                new SurveyRespondent("eel", "1"),
                new SurveyRespondent("eel", "2"),
                new SurveyRespondent("sage", ""),
                new SurveyRespondent("saint", "")))
        .setOrder(List.of(1, 0, 2, 3))
        .setMerges(
            List.of(
                new SurveyMerge(2, 3, 0.1),
                new SurveyMerge(0, 4, 0.45),
                new SurveyMerge(1, 5, 0.8)))
        .build();
  }

  @Test
  void showsModelsDriftAndAgreement() {
    SurveySet survey =
        new SurveySet(
            "low",
            24,
            720,
            List.of(
                metrics("eel", "1", 360, ALL, 0.75, 0.99),
                metrics("sage-of-an-uncommonly-long-name", "", 720, MOST, 0.875, 1.004)),
            List.of(drift(12)),
            clusters());

    List<String> lines = SurveyView.lines(survey);

    assertThat(String.join("\n", lines))
        .startsWith(
            """
            survey low: 24 scenarios, 720 answers expected of each model

            model and version     answers  done     likely 1        prefer 1   consistent  first refused invalid
            eel 1                     360  50 %  0.75 +-0.02 100 % [86, 100]         0.99 51.3 %   2.5 %       -
            sage-of-an-uncommonl…     720 100 %  0.88 +-0.02   96 % [80, 99]         1.00 51.3 %   1.3 %       -

            drift of eel from 1 to 2: 12 of 24 scenarios flagged, mean -0.123 [-0.200, -0.050]
              flagged: S_01 -0.50, S_02 -0.50, S_03 -0.50, S_04 -0.50, S_05 -0.50, S_06 -0.50, S_07 -0.50,
                S_08 -0.50, S_09 -0.50, S_10 -0.50, S_11 -0.50, S_12 -0.50

            agreement: 4 models in 2 groups that correlate by 0.5 or more on average
              alone: eel 2
              from 0.55: eel 1, sage, saint

            done: of the answers expected;""");
    assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
  }

  @Test
  void listsOnlySoManyDriftedScenarios() {
    SurveySet survey = new SurveySet("low", 0, 0, List.of(), List.of(drift(30)), null);

    assertThat(String.join(" ", SurveyView.lines(survey)))
        .contains("S_24 -0.50, ...")
        .doesNotContain("S_25");
  }

  @Test
  void scenariosThatAreNotListedAreCounted() {
    SurveyDrift drift = drift(12);
    drift.setOtherDrifted(5);
    SurveySet survey = new SurveySet("low", 0, 0, List.of(), List.of(drift), null);

    assertThat(SurveyView.lines(survey))
        .contains(
            "drift of eel from 1 to 2: 17 of 24 scenarios flagged, mean -0.123 [-0.200, -0.050]");
  }

  @Test
  void recordsWithoutResultsSayWhy() {
    SurveyModelMetrics model =
        SurveyModelMetrics.newBuilder()
            .setModel("m")
            .setModelVersion("")
            .setSet("low")
            .setAsOf(0)
            .setScenarios(1)
            .setAnswers(5)
            .setLevel(0.95)
            .setFailure("a")
            .setFailureReason(FailureReason.ERROR)
            .build();
    SurveyDrift drift = drift(0);
    drift.setFailure("b");
    SurveyClusters clusters = clusters();
    clusters.setFailure("c");

    assertThat(
            SurveyView.lines(new SurveySet("low", 1, 0, List.of(model), List.of(drift), clusters)))
        .containsSubsequence(
            "m                           5     -            -               -            -      -"
                + "       -       -",
            "  no results: a (ERROR)",
            "drift of eel from 1 to 2: no results: b",
            "agreement: no results: c");
  }

  @Test
  void nobodyKnowsHowMuchIsExpected() {
    SurveySet survey =
        new SurveySet("low", 24, 0, List.of(metrics("m", "", 5, MOST, 0.5, 1)), List.of(), null);

    assertThat(SurveyView.lines(survey).get(3))
        .startsWith("m                           5     -  0.50");
  }
}
