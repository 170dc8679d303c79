// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import dev.sluice.connectors.RawRecord;
import dev.sluice.jobs.survey.scenario.FailingMatcher;
import dev.sluice.jobs.survey.scenario.Formulas;
import dev.sluice.jobs.survey.scenario.ModelVersion;
import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.QuestionForm;
import dev.sluice.models.survey.agreement.ScenarioDrift;
import dev.sluice.schemas.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Answers of respondents that fail as their names say, beside those of healthy ones. */
final class FailingSurvey {

  static final int SCENARIOS = 6;
  static final int SAMPLES = 3;

  static final ModelVersion HEALTHY = new ModelVersion("healthy", "");
  private static final ModelVersion STEADY_1 = new ModelVersion("steady", "1");
  private static final ModelVersion STEADY_2 = new ModelVersion("steady", "2");
  private static final ModelVersion DRIFTING_1 = new ModelVersion("drifting", "1");
  static final ModelVersion DRIFTING_2 = new ModelVersion("drifting", "2");
  private static final ModelVersion SPEECHLESS = new ModelVersion("speechless", "");
  static final ModelVersion THROWING = new ModelVersion("throwing", "");
  private static final ModelVersion INFINITE = new ModelVersion("infinite", "");

  static final List<ModelVersion> RESPONDENTS =
      List.of(HEALTHY, STEADY_1, STEADY_2, DRIFTING_1, DRIFTING_2, SPEECHLESS, THROWING, INFINITE);

  /** Fails for three refusals, two answers that are invalid, and one refusal of the candidate. */
  static final Formulas FORMULAS =
      new Formulas(
          Formulas.CURRENT.version(),
          (id, counts, rules) -> {
            if (counts.count(Label.REFUSAL) == 3) {
              throw new ArithmeticException("three refusals");
            }
            return Formulas.CURRENT.contribution().of(id, counts, rules);
          },
          counts ->
              counts.count(Label.INVALID) == 2
                  ? Double.NEGATIVE_INFINITY
                  : Formulas.CURRENT.likelihood().of(counts),
          (id, baseline, candidate) -> {
            ScenarioDrift drift = Formulas.CURRENT.drift().of(id, baseline, candidate);
            return candidate.count(Label.REFUSAL) == 1
                ? new ScenarioDrift(id, Double.POSITIVE_INFINITY, drift.test())
                : drift;
          });

  /** Over all answers that are understood. */
  final Batch batch = new Batch();

  static List<RawRecord> scenarios() {
    List<RawRecord> declared = new ArrayList<>();
    for (int i = 0; i < SCENARIOS; i++) {
      declared.add(Fixture.raw(Topic.SURVEY_SCENARIOS, i, "s" + i, Fixture.scenario("s" + i)));
    }
    return declared;
  }

  /** All answers, shuffled; to be called once. */
  List<RawRecord> answers(Random random) {
    List<String> answers = new ArrayList<>();
    for (ModelVersion who : RESPONDENTS) {
      for (int scenario = 0; scenario < SCENARIOS; scenario++) {
        for (QuestionForm form : QuestionForm.values()) {
          for (int sample = 0; sample < SAMPLES; sample++) {
            answers.add(answer(who, "s" + scenario, form, sample, random));
          }
        }
      }
    }
    Collections.shuffle(answers, random);
    List<RawRecord> sent = new ArrayList<>();
    answers.forEach(
        answer -> sent.add(Fixture.raw(Topic.SURVEY_RESPONSES, sent.size(), null, answer)));
    return sent;
  }

  private String answer(
      ModelVersion who, String scenario, QuestionForm form, int sample, Random random) {
    if (who.equals(SPEECHLESS) && scenario.equals("s1")) {
      return Fixture.said(who, scenario, form, sample, FailingMatcher.BOOM, Fixture.AT);
    }
    Label label = label(who, scenario, form, sample, random);
    batch.answer(who, scenario, form, label);
    return Fixture.decided(who, scenario, form, sample, label, Fixture.AT);
  }

  private static Label label(
      ModelVersion who, String scenario, QuestionForm form, int sample, Random random) {
    boolean first = form == QuestionForm.AB_0;
    if (first && who.equals(THROWING) && scenario.equals("s1")) {
      return Label.REFUSAL;
    }
    if (first && who.equals(INFINITE) && scenario.equals("s3") && sample < 2) {
      return Label.INVALID;
    }
    if (first && who.equals(DRIFTING_2) && scenario.equals("s2") && sample == 0) {
      return Label.REFUSAL;
    }
    return random.nextBoolean() ? Label.ACTION1 : Label.ACTION2;
  }
}
