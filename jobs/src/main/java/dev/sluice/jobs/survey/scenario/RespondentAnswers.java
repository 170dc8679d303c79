// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import dev.sluice.models.survey.ScenarioAnswers;
import dev.sluice.models.survey.ScenarioCounts;
import java.util.Arrays;

/**
 * What is kept of one respondent in one scenario. There are very many of these, so nothing is kept
 * that follows from the answers.
 *
 * @param answers all answers
 * @param ahead whether downstream knows other counters than those of the answers
 * @param published those it knows if it does; null if it knows none
 */
public record Answered(ScenarioAnswers answers, boolean ahead, ScenarioCounts published) {

  /** Nobody has answered, and downstream knows nothing. */
  static final Answered NOTHING = new Answered(ScenarioAnswers.empty(), true, null);

  /** The counters as downstream knows them; null if it knows nothing. */
  ScenarioCounts known() {
    return ahead ? published : answers.counts();
  }

  Answered with(ScenarioAnswers changed) {
    return new Answered(changed, true, known());
  }

  /** These answers, of which downstream knows all. */
  Answered told() {
    return new Answered(answers, false, null);
  }

  /** These answers, of which downstream knows nothing any more. */
  Answered withdrawn() {
    return new Answered(answers, true, null);
  }

  /** When the latest answer was given, milliseconds since 1970-01-01T00:00:00Z. */
  long asOf() {
    return Arrays.stream(answers.answeredAt()).max().orElse(0);
  }
}
