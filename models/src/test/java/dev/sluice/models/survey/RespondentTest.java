// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.survey.matching.AnswerMatcher;
import dev.sluice.models.survey.matching.MatcherMode;
import dev.sluice.models.survey.matching.Phrasing;
import dev.sluice.models.survey.matching.ResponseTemplates;
import dev.sluice.models.survey.matching.ScenarioMatcher;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RespondentTest {
  private static final String SCENARIO = "S1";

  @ParameterizedTest
  @EnumSource
  void answersFollowTheKnownTruth(Profile profile) {
    Respondent respondent = new Respondent(profile, 4, false);
    ScenarioStatistics s = ScenarioStatistics.of(counts(respondent, 4_000));
    for (FormStatistics form : s.forms()) {
      assertThat(form.p()).isCloseTo(respondent.likelihood(SCENARIO, form.form()), within(0.04));
    }
    assertThat(s.malAction1()).isCloseTo(respondent.malAction1(SCENARIO), within(0.015));
    assertThat(s.refusals() / 24_000.0).isCloseTo(profile.refusal, within(0.015));
    assertThat(s.invalids() / 24_000.0).isCloseTo(profile.invalid, within(0.01));
    assertThat(counts(respondent, 10)).isEqualTo(counts(respondent, 10));
  }

  @Test
  void biasesAreForTheFirstOptionAndForYes() {
    ScenarioStatistics first =
        ScenarioStatistics.of(counts(new Respondent(Profile.FIRST_BIASED, 4, false), 200));
    assertThat(first.firstOptionShare()).isGreaterThan(0.75);
    ScenarioStatistics yes =
        ScenarioStatistics.of(counts(new Respondent(Profile.YES_BIASED, 4, false), 200));
    assertThat(yes.yesShare()).isGreaterThan(0.75);
    assertThat(yes.forms().get(0).p()).isCloseTo(yes.forms().get(1).p(), within(0.15));
  }

  @Test
  void onlyADriftingRespondentDriftsAndOnlyInSomeScenarios() {
    Respondent before = new Respondent(Profile.DRIFTING, 4, false);
    Respondent after = new Respondent(Profile.DRIFTING, 4, true);
    long drifted =
        IntStream.range(0, 2_000)
            .mapToObj(i -> "S" + i)
            .filter(
                id -> {
                  boolean moved =
                      after.likelihood(id, QuestionForm.AB_0)
                          < before.likelihood(id, QuestionForm.AB_0);
                  assertThat(moved).isEqualTo(before.driftsIn(id));
                  return moved;
                })
            .count();
    assertThat(drifted / 2_000.0).isCloseTo(0.3, within(0.03));
    Respondent steady = new Respondent(Profile.COMMONSENSE, 4, true);
    assertThat(steady.driftsIn(SCENARIO)).isFalse();
  }

  @Test
  void profilesHaveNamesOfTheCommandLine() {
    assertThat(Profile.parse("first-biased")).isEqualTo(Profile.FIRST_BIASED);
    for (Profile profile : Profile.values()) {
      assertThat(Profile.parse(profile.code())).isEqualTo(profile);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Profile.parse("sage"))
        .withMessageContaining("yes-biased");
  }

  @ParameterizedTest
  @EnumSource
  void theShippedTemplatesUnderstandWhatIsSaid(MatcherMode mode) {
    String action1 = "I return the wallet.";
    String action2 = "I keep the wallet.";
    ScenarioMatcher matcher =
        new AnswerMatcher(ResponseTemplates.shipped(), mode).scenario(action1, action2);
    for (QuestionForm form : QuestionForm.values()) {
      for (Label label : Label.values()) {
        assertThat(matcher.match(form, Phrasing.of(form, label, action1, action2)))
            .isEqualTo(label);
      }
    }
  }

  private static ScenarioCounts counts(Respondent respondent, int samples) {
    return Simulated.counts(respondent, SCENARIO, samples);
  }
}
