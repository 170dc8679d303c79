// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.agreement;

import dev.sluice.models.survey.FormStatistics;
import dev.sluice.models.survey.QuestionForm;
import dev.sluice.models.survey.ScenarioCounts;

/**
 * How the answers to one scenario differ between two versions of a model.
 *
 * @param scenarioId of the scenario
 * @param difference candidate less baseline, the mean over the forms that both answered of the
 *     differences of their action likelihoods; blank if there is no such form
 * @param test of no difference
 */
public record ScenarioDrift(String scenarioId, double difference, StratifiedComparison test) {

  /** Compares a candidate version with a baseline. */
  public static ScenarioDrift of(
      String scenarioId, ScenarioCounts baseline, ScenarioCounts candidate) {
    double sum = 0;
    int forms = 0;
    for (QuestionForm form : QuestionForm.values()) {
      FormStatistics before = new FormStatistics(baseline, form);
      FormStatistics after = new FormStatistics(candidate, form);
      if (!before.isEmpty() && !after.isEmpty()) {
        sum += after.p() - before.p();
        forms++;
      }
    }
    return new ScenarioDrift(
        scenarioId,
        forms == 0 ? Double.NaN : sum / forms,
        StratifiedComparison.compare(baseline, candidate));
  }

  /** Whether there was anything to compare. */
  public boolean isTested() {
    return test.forms() > 0;
  }
}
