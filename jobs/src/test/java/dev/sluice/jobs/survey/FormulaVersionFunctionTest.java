// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.jobs.survey.scenario.Formulas;
import dev.sluice.jobs.survey.scenario.ModelVersion;
import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.QuestionForm;
import dev.sluice.models.survey.RuleLabels;
import dev.sluice.models.survey.ScenarioContribution;
import dev.sluice.models.survey.ScenarioCounts;
import dev.sluice.models.survey.ScenarioMeasure;
import dev.sluice.models.survey.agreement.ScenarioDrift;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What becomes of aggregates that formulas of another version have made. */
class FormulaVersionFunctionTest {

  private static final List<ModelVersion> WHO =
      List.of(
          new ModelVersion("m", "1"), new ModelVersion("m", "2"), new ModelVersion("other", ""));

  /** Measures are halved, likelihoods squared, differences halved. */
  private static final Formulas LATER =
      new Formulas(
          Formulas.CURRENT.version() + 1,
          FormulaVersionFunctionTest::half,
          counts -> Math.pow(Formulas.CURRENT.likelihood().of(counts), 2),
          FormulaVersionFunctionTest::half);

  private static ScenarioContribution half(
      String scenarioId, ScenarioCounts counts, Map<String, RuleLabels> rules) {
    ScenarioContribution now = ScenarioContribution.of(scenarioId, counts, rules);
    Map<ScenarioMeasure, Long> measures = new EnumMap<>(ScenarioMeasure.class);
    now.measures().forEach((measure, value) -> measures.put(measure, value / 2));
    return new ScenarioContribution(scenarioId, counts, measures, now.violations());
  }

  private static ScenarioDrift half(
      String scenarioId, ScenarioCounts baseline, ScenarioCounts candidate) {
    ScenarioDrift now = ScenarioDrift.of(scenarioId, baseline, candidate);
    return new ScenarioDrift(scenarioId, now.difference() / 2, now.test());
  }

  private static void answer(SurveyChain chain, int from, int to) throws Exception {
    for (int sample = from; sample < to; sample++) {
      for (int scenario = 0; scenario < 5; scenario++) {
        for (ModelVersion who : WHO) {
          for (QuestionForm form : QuestionForm.values()) {
            Random random = new Random(seed(sample, scenario, form, who));
            Label label = random.nextInt(6) < scenario ? Label.ACTION1 : Label.ACTION2;
            chain.answer(who, "s" + scenario, form, sample, label);
          }
        }
      }
    }
  }

  private static long seed(int sample, int scenario, QuestionForm form, ModelVersion who) {
    return sample + 10L * (scenario + 10L * (form.name().hashCode() + 31L * WHO.indexOf(who)));
  }

  private static SurveyChain begin(Formulas formulas) throws Exception {
    SurveyChain chain = SurveyChain.start(formulas);
    for (int scenario = 0; scenario < 5; scenario++) {
      chain.declare("s" + scenario);
    }
    return chain;
  }

  /** All answers with one version of formulas, as they are after some scenarios have ended. */
  private static SurveyChain batch(Formulas formulas, int samples, String... ended)
      throws Exception {
    SurveyChain batch = begin(formulas);
    answer(batch, 0, samples);
    for (String scenario : ended) {
      batch.end(scenario);
    }
    batch.pass(3);
    return batch;
  }

  private static void assertSame(SurveyChain chain, SurveyChain batch) {
    assertThat(batch.models).hasSize(3);
    assertThat(chain.models).isEqualTo(batch.models);
    assertThat(chain.agreement).isEqualTo(batch.agreement);
    assertThat(chain.clusters).isEqualTo(batch.clusters);
    assertThat(chain.drift).isEqualTo(batch.drift);
  }

  @Test
  void theFormulasOfThisTestDiffer() throws Exception {
    try (SurveyChain now = batch(Formulas.CURRENT, 2);
        SurveyChain later = batch(LATER, 2)) {
      assertThat(later.models).isNotEqualTo(now.models);
      assertThat(later.agreement).isNotEqualTo(now.agreement);
      assertThat(later.drift).isNotEqualTo(now.drift);
    }
  }

  @Test
  void withoutAnyFurtherAnswerEverythingBecomesThatOfTheNewFormulas() throws Exception {
    SurveyChain chain = begin(Formulas.CURRENT);
    answer(chain, 0, 2);
    chain.pass(3);
    try (SurveyChain later = chain.restart(LATER);
        SurveyChain batch = batch(LATER, 2)) {
      later.pass(6);
      assertSame(later, batch);
      assertThat(later.timers()).isZero();
    }
  }

  @Test
  void whatIsUnderWayAndWhatFollowsIsCountedOnce() throws Exception {
    SurveyChain chain = begin(Formulas.CURRENT);
    answer(chain, 0, 2);
    chain.pass(3);
    answer(chain, 1, 3); // some sent again, some not told yet when it stops
    try (SurveyChain later = chain.restart(LATER);
        SurveyChain batch = batch(LATER, 4, "s2")) {
      answer(later, 2, 4);
      later.end("s2");
      later.pass(6);
      assertSame(later, batch);
      assertThat(later.refused()).isZero();
    }
  }

  @Test
  void whileAllIsToldAgainNothingHalfIsShown() throws Exception {
    SurveyChain chain = begin(Formulas.CURRENT);
    answer(chain, 0, 2);
    chain.pass(3);
    try (SurveyChain later = chain.restart(LATER)) {
      answer(later, 2, 3);
      later.pass(1);
      assertThat(later.written).isEmpty();
      later.pass(5);
      assertThat(later.written).doesNotHaveDuplicates().hasSize(3 + 3 + 1 + 1);
    }
  }

  @Test
  void withTheSameFormulasNothingIsToldAgain() throws Exception {
    SurveyChain chain = begin(Formulas.CURRENT);
    answer(chain, 0, 2);
    chain.pass(3);
    try (SurveyChain same = chain.restart(Formulas.CURRENT)) {
      same.pass(3);
      assertThat(same.written).isEmpty();
      assertThat(same.timers()).isZero();
    }
  }

  @Test
  void scenariosThatEndAtOnceLeaveNothingBehind() throws Exception {
    SurveyChain chain = begin(Formulas.CURRENT);
    answer(chain, 0, 2);
    chain.pass(3);
    try (SurveyChain later = chain.restart(LATER)) {
      for (int scenario = 0; scenario < 5; scenario++) {
        later.end("s" + scenario);
      }
      later.pass(6);
      assertThat(later.models).isEmpty();
      assertThat(later.agreement).isEmpty();
      assertThat(later.clusters).isEmpty();
      assertThat(later.drift).isEmpty();
      assertThat(later.stateEntries()).isZero();
      assertThat(later.timers()).isZero();
    }
  }
}
