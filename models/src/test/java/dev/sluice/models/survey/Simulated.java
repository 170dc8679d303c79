// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

/** Answers of simulated respondents. */
final class Simulated {

  private Simulated() {}

  static ScenarioCounts counts(Respondent respondent, String scenarioId, int samples) {
    int[] counts = new int[24];
    for (QuestionForm form : QuestionForm.values()) {
      for (int sample = 0; sample < samples; sample++) {
        Label label = respondent.answer(scenarioId, form, sample);
        counts[form.index() * Label.COUNT + label.index()]++;
      }
    }
    return new ScenarioCounts(counts);
  }
}
