// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.QuestionForm;
import dev.sluice.models.survey.QuestionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** Real answers with the labels that the paper's own code gave them, and the real scenarios. */
class AnswerMatcherReferenceDataTest {

  @Test
  void theOriginalTemplatesReproduceAllSeventyLabels() {
    assertThat(disagreements(original(MatcherMode.PAPER))).isEmpty();
  }

  @Test
  void theShippedTemplatesReproduceAllSeventyLabels() {
    SurveyFiles.folder();
    assertThat(disagreements(new AnswerMatcher(ResponseTemplates.shipped(), MatcherMode.PAPER)))
        .isEmpty();
  }

  @Test
  void theStrictRulesReproduceAllSeventyLabels() {
    assertThat(disagreements(original(MatcherMode.STRICT))).isEmpty();
  }

  @Test
  void identicalActionsAreTheFirstInPaperModeAndInvalidInStrictMode() {
    CSVRecord row = SurveyFiles.scenarios().get("G_530");
    String action = row.get("action1");
    assertThat(action).isEqualTo(row.get("action2"));
    ScenarioMatcher paper = scenario(original(MatcherMode.PAPER), row);
    assertThat(paper.match(QuestionForm.REPEAT_1, action)).isEqualTo(Label.ACTION1);
    ScenarioMatcher strict = scenario(original(MatcherMode.STRICT), row);
    assertThat(strict.match(QuestionForm.REPEAT_1, action)).isEqualTo(Label.INVALID);
    assertThat(strict.match(QuestionForm.AB_1, "A")).isEqualTo(Label.ACTION2);
  }

  @Test
  void optionsRepeatedWordForWordAreFoundInEveryOtherScenario() {
    AnswerMatcher matcher = original(MatcherMode.STRICT);
    List<String> wrong = new ArrayList<>();
    SurveyFiles.scenarios()
        .forEach(
            (id, row) -> {
              ScenarioMatcher scenario = scenario(matcher, row);
              Label first = scenario.match(QuestionForm.REPEAT_1, row.get("action1"));
              Label second = scenario.match(QuestionForm.COMPARE_0, row.get("action2"));
              if (first != Label.ACTION1 || second != Label.ACTION2) {
                wrong.add(id);
              }
            });
    assertThat(wrong).containsExactly("G_530");
  }

  private static AnswerMatcher original(MatcherMode mode) {
    return new AnswerMatcher(ResponseTemplates.load(SurveyFiles.folder()), mode);
  }

  private static ScenarioMatcher scenario(AnswerMatcher matcher, CSVRecord scenario) {
    return matcher.scenario(scenario.get("action1"), scenario.get("action2"));
  }

  private static List<String> disagreements(AnswerMatcher matcher) {
    Map<String, CSVRecord> scenarios = SurveyFiles.scenarios();
    List<CSVRecord> answers = SurveyFiles.rows("golden_answers.csv");
    assertThat(answers).hasSize(70);
    List<String> disagreements = new ArrayList<>();
    for (CSVRecord answer : answers) {
      ScenarioMatcher scenario = scenario(matcher, scenarios.get(answer.get("scenario_id")));
      QuestionForm form =
          QuestionForm.of(
              QuestionType.parse(answer.get("question_type")),
              Integer.parseInt(answer.get("question_ordering")));
      Label label = scenario.match(form, answer.get("answer_raw"));
      if (label != Label.parse(answer.get("decision"))) {
        disagreements.add(label + " for " + answer);
      }
    }
    return disagreements;
  }
}
