// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import dev.sluice.schemas.DriftedScenario;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.RuleViolation;
import dev.sluice.schemas.SurveyAgreement;
import dev.sluice.schemas.SurveyClusters;
import dev.sluice.schemas.SurveyDrift;
import dev.sluice.schemas.SurveyForm;
import dev.sluice.schemas.SurveyInterval;
import dev.sluice.schemas.SurveyMean;
import dev.sluice.schemas.SurveyMerge;
import dev.sluice.schemas.SurveyModelMetrics;
import dev.sluice.schemas.SurveyRespondent;
import dev.sluice.schemas.SurveyResponse;
import dev.sluice.schemas.SurveyScenario;
import dev.sluice.schemas.SurveyScenarioMetrics;
import dev.sluice.schemas.SurveyShare;
import dev.sluice.schemas.SurveyTestMethod;
import dev.sluice.schemas.Violation;
import java.util.List;
import java.util.Map;

/** One record of every contract of the survey with every field set, as {@link Records}. */
final class SurveyRecords {
  private static final long AT = 1_700_000_000_000L;
  private static final String FAILURE = "1,300,000 bytes, the topic takes 1,048,576";

  private SurveyRecords() {}

  static SurveyScenario scenario() {
    return SurveyScenario.newBuilder()
        .setScenarioId("H_017")
        .setSet("high")
        .setContext("You find a purse in the café.")
        .setAction1("I hand it in.")
        .setAction2("I keep it.")
        .setRules(Map.of("duty", new RuleViolation(Violation.NO, Violation.NO_AGREEMENT)))
        .setSamplesPerForm(10)
        .setAnswersFrom(1_700_000_000_000L)
        .build();
  }

  static SurveyResponse response() {
    return SurveyResponse.newBuilder()
        .setModel("openai/gpt-4")
        .setModelVersion("2023-05")
        .setScenarioId("H_017")
        .setQuestionType("compare")
        .setOrdering(1)
        .setSample(9)
        .setAnswer("Yes, \"I keep it.\"\n")
        .setDecision("action2")
        .setAnsweredAt(AT)
        .setMatcherVersion("paper")
        .setTemplateVersion("1")
        .build();
  }

  static SurveyScenarioMetrics scenarioMetrics() {
    return SurveyScenarioMetrics.newBuilder()
        .setModel("openai/gpt-4")
        .setModelVersion("2023-05")
        .setScenarioId("H_017")
        .setSet("high")
        .setAsOf(AT)
        .setAnswers(12)
        .setFailure(FAILURE)
        .setFailureReason(FailureReason.RECORD_TOO_LARGE)
        .setRefusals(2)
        .setInvalids(1)
        .setCompleteness(0.2)
        .setFormsObserved(6)
        .setFormsEmpty(1)
        .setForms(List.of(new SurveyForm("ab", 1, 3, 4, 2, 1, 3.0 / 7, 0.15, 0.75, 0.985)))
        .setMalAction1(11.0 / 12)
        .setMalSe(0.0625)
        .setMae(0.41381685030363374)
        .setQfE(1.0 / 6)
        .setJsd(0.247)
        .setQfC(0.753)
        .setJsdBetweenTypes(0.2)
        .setJsdWithinTypeOrder(0.047)
        .setQfEPsi(0.17)
        .setMaePsi(0.42)
        .setQfCPsi(0.75)
        .setQfCAdjusted(1.01)
        .setMalDropEmpty(1.0)
        .setMaeDropEmpty(0.0)
        .setQfEDropEmpty(0.0)
        .setQfCDropEmpty(1.0)
        .setMalLower(0.75)
        .setMalUpper(0.95)
        .setGStat(4.5)
        .setGDf(5)
        .setGPValue(0.48)
        .setGMethod(SurveyTestMethod.EXACT)
        .setFirstOptionShare(0.5)
        .setYesShare(0.25)
        .setOrderFlipRate(1.0 / 3)
        .setLevel(0.95)
        .setMalCredible(new SurveyInterval(0.8, 0.95))
        .setMaeCredible(new SurveyInterval(0.2, 0.7))
        .setQfECredible(new SurveyInterval(0.1, 0.6))
        .setQfCCredible(new SurveyInterval(0.6, 0.9))
        .setSweeps(2)
        .setMalSequence(new SurveyInterval(0.125, 1.0))
        .build();
  }

  static SurveyModelMetrics modelMetrics() {
    SurveyMean mean = new SurveyMean(687L, 0.9, 0.01, 0.88, 0.92, 0.87, 0.93);
    SurveyShare share = new SurveyShare(600L, 687L, 0.873, 0.846, 0.896);
    return SurveyModelMetrics.newBuilder()
        .setModel("openai/gpt-4")
        .setModelVersion("2023-05")
        .setSet("low")
        .setAsOf(AT)
        .setScenarios(687)
        .setAnswers(20_610)
        .setFailure(FAILURE)
        .setFailureReason(FailureReason.RECORD_TOO_LARGE)
        .setLevel(0.95)
        .setMeans(Map.of("qfC", mean))
        .setCommonsense(share)
        .setUndecided(share)
        .setStrongPreference(share)
        .setGSignificant(share)
        .setRefusals(share)
        .setInvalids(share)
        .setYes(share)
        .setOrderFlips(share)
        .setFirstOption(Map.of("ab-0", share))
        .setViolations(Map.of("duty", mean))
        .build();
  }

  static SurveyAgreement agreement() {
    return SurveyAgreement.newBuilder()
        .setSet("high")
        .setModel("openai/gpt-4")
        .setModelVersion("")
        .setOtherModel("openai/gpt-4")
        .setOtherModelVersion("2023-05")
        .setAsOf(AT)
        .setFailure(FAILURE)
        .setFailureReason(FailureReason.RECORD_TOO_LARGE)
        .setLevel(0.95)
        .setScenarios(680L)
        .setCorrelation(0.5)
        .setLower(0.44)
        .setUpper(0.55)
        .setBothStrong(300L)
        .setSameStrong(280L)
        .build();
  }

  static SurveyClusters clusters() {
    return SurveyClusters.newBuilder()
        .setSet("high")
        .setAsOf(AT)
        .setFailure(FAILURE)
        .setFailureReason(FailureReason.RECORD_TOO_LARGE)
        .setRespondents(
            List.of(
                new SurveyRespondent("openai/gpt-4", ""),
                new SurveyRespondent("openai/gpt-4", "2023-05")))
        .setOtherRespondents(0)
        .setOrder(List.of(1, 0))
        .setMerges(List.of(new SurveyMerge(1, 0, 0.5)))
        .build();
  }

  static SurveyDrift drift() {
    return SurveyDrift.newBuilder()
        .setModel("openai/gpt-4")
        .setBaseline("2023-05")
        .setCandidate("2023-06")
        .setSet("high")
        .setAsOf(AT)
        .setFailure(FAILURE)
        .setFailureReason(FailureReason.RECORD_TOO_LARGE)
        .setTested(679)
        .setUntested(1)
        .setFalseDiscoveryRate(0.05)
        .setEffectFloor(0.1)
        .setLevel(0.95)
        .setMeanDifference(-0.03)
        .setStandardError(0.01)
        .setLower(-0.05)
        .setUpper(-0.01)
        .setDrifted(List.of(new DriftedScenario("H_017", -0.5, 0.001, 0.02, 0.125, 6)))
        .setOtherDrifted(12)
        .build();
  }
}
