// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.jobs.survey.scenario.Formulas;
import dev.sluice.jobs.survey.scenario.ModelVersion;
import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.QuestionForm;
import dev.sluice.models.survey.ScenarioContribution;
import dev.sluice.models.survey.ScenarioCounts;
import dev.sluice.models.survey.agreement.ScenarioDrift;
import dev.sluice.schemas.FailureReason;
import java.util.EnumMap;
import org.junit.jupiter.api.Test;

/**
 * Formulas that fail for counters with three refusals, which only version 2 of model m gives, and
 * only in scenario s1.
 */
class FailureFunctionTest {

  private static final ModelVersion OLD = new ModelVersion("m", "1");
  private static final ModelVersion NEW = new ModelVersion("m", "2");
  private static final ModelVersion OTHER = new ModelVersion("other", "");

  private static final Formulas FRAGILE =
      new Formulas(
          Formulas.CURRENT.version(),
          (id, counts, rules) -> Formulas.CURRENT.contribution().of(id, sound(counts), rules),
          counts -> isSound(counts) ? Formulas.CURRENT.likelihood().of(counts) : Double.NaN,
          (id, baseline, candidate) -> ScenarioDrift.of(id, sound(baseline), sound(candidate)));

  private static boolean isSound(ScenarioCounts counts) {
    return counts.count(Label.REFUSAL) != 3;
  }

  private static ScenarioCounts sound(ScenarioCounts counts) {
    if (!isSound(counts)) {
      throw new ArithmeticException("three refusals");
    }
    return counts;
  }

  private static void answer(SurveyChain chain) throws Exception {
    for (int scenario = 0; scenario < 3; scenario++) {
      chain.declare("s" + scenario);
      for (ModelVersion who : new ModelVersion[] {OLD, NEW, OTHER}) {
        for (int sample = 0; sample < 4; sample++) {
          boolean first = sample < scenario + (who.equals(NEW) ? 1 : 0);
          chain.answer(
              who,
              "s" + scenario,
              QuestionForm.AB_0,
              sample,
              first ? Label.ACTION1 : Label.ACTION2);
        }
      }
    }
  }

  private static void refuse(SurveyChain chain, int from, int to) throws Exception {
    for (int sample = from; sample < to; sample++) {
      chain.answer(NEW, "s1", QuestionForm.AB_1, sample, Label.REFUSAL);
    }
  }

  @Test
  void theFailureIsThatOfTheKeysConcernedAndTheOthersAreTheBatch() throws Exception {
    try (SurveyChain chain = SurveyChain.start(FRAGILE);
        SurveyChain sound = SurveyChain.start(Formulas.CURRENT)) {
      answer(chain);
      chain.pass(3);
      refuse(chain, 0, 3);
      chain.pass(3);
      answer(sound);
      refuse(sound, 0, 3);
      sound.pass(3);

      String text = "scenario 's1': ArithmeticException: three refusals";
      assertThat(chain.models.get("m|2|low").getFailure()).isEqualTo(text);
      assertThat(chain.models.get("m|2|low").getFailureReason()).isEqualTo(FailureReason.ERROR);
      assertThat(chain.models.get("m|2|low").getScenarios()).isEqualTo(3);
      assertThat(chain.models.get("m|2|low").getMeans()).isEmpty();
      assertThat(chain.models.get("m|2|low").getCommonsense()).isNull();
      assertThat(chain.drift.get("m|1|2|low").getFailure()).isEqualTo(text);
      assertThat(chain.drift.get("m|1|2|low").getTested()).isNull();
      assertThat(chain.agreement.get("low|m|1|m|2").getFailure())
          .isEqualTo(
              "in 1 of the scenarios that both have answered a likelihood cannot be computed");
      assertThat(chain.agreement.get("low|m|1|m|2").getCorrelation()).isNull();
      assertThat(chain.agreement.get("low|m|2|other|").getFailure()).isNotNull();
      for (String healthy : new String[] {"m|1|low", "other||low"}) {
        assertThat(chain.models.get(healthy)).isEqualTo(sound.models.get(healthy));
      }
      assertThat(chain.agreement.get("low|m|1|other|"))
          .isEqualTo(sound.agreement.get("low|m|1|other|"));
      assertThat(chain.clusters.get("low").getRespondents()).hasSize(3);
      assertThat(chain.timers()).isZero();
    }
  }

  @Test
  void otherAnswersLiftIt() throws Exception {
    try (SurveyChain chain = SurveyChain.start(FRAGILE);
        SurveyChain sound = SurveyChain.start(Formulas.CURRENT)) {
      answer(chain);
      refuse(chain, 0, 3);
      chain.pass(3);
      assertThat(chain.models.get("m|2|low").getFailure()).isNotNull();
      refuse(chain, 3, 4);
      chain.pass(3);
      answer(sound);
      refuse(sound, 0, 4);
      sound.pass(3);
      assertIs(chain, sound);
    }
  }

  @Test
  void theEndOfTheScenarioLiftsIt() throws Exception {
    try (SurveyChain chain = SurveyChain.start(FRAGILE);
        SurveyChain sound = SurveyChain.start(Formulas.CURRENT)) {
      answer(chain);
      refuse(chain, 0, 3);
      chain.pass(3);
      chain.end("s1");
      chain.pass(3);
      answer(sound);
      sound.end("s1");
      sound.pass(3);
      assertIs(chain, sound);
    }
  }

  private static void assertIs(SurveyChain chain, SurveyChain sound) {
    assertThat(chain.models).isEqualTo(sound.models);
    assertThat(chain.agreement).isEqualTo(sound.agreement);
    assertThat(chain.clusters).isEqualTo(sound.clusters);
    assertThat(chain.drift).isEqualTo(sound.drift);
  }

  /** A contribution that claims to be without what it has taken back before. */
  @Test
  void sumsThatBreakRestUntilNoScenarioIsLeft() throws Exception {
    Formulas breaking =
        new Formulas(
            Formulas.CURRENT.version(),
            (id, counts, rules) -> {
              ScenarioContribution now = ScenarioContribution.of(id, counts, rules);
              return isSound(counts)
                  ? now
                  : new ScenarioContribution(id, counts, new EnumMap<>(now.measures()), null);
            },
            Formulas.CURRENT.likelihood(),
            Formulas.CURRENT.drift());
    try (SurveyChain chain = SurveyChain.start(breaking)) {
      answer(chain);
      refuse(chain, 0, 3);
      chain.pass(3);
      assertThat(chain.models.get("m|2|low").getFailure()).startsWith("NullPointerException");
      assertThat(chain.models.get("m|1|low").getFailure()).isNull();
      refuse(chain, 3, 4);
      chain.pass(3);
      assertThat(chain.models.get("m|2|low").getFailure()).startsWith("NullPointerException");
      for (int scenario = 0; scenario < 3; scenario++) {
        chain.end("s" + scenario);
      }
      chain.pass(3);
      assertThat(chain.models).isEmpty();
      answer(chain);
      chain.pass(3);
      assertThat(chain.models.get("m|2|low").getFailure()).isNull();
    }
  }
}
