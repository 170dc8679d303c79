// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import dev.sluice.models.survey.ScenarioAnswers;
import dev.sluice.models.survey.ScenarioCounts;
import java.util.Arrays;

/**
 * What is kept of one respondent in one scenario.
 *
 * @param answers all answers
 * @param published counters as downstream knows them; null if it knows nothing
 * @param ahead whether the answers have changed since
 */
public record Answered(ScenarioAnswers answers, ScenarioCounts published, boolean ahead) {

  static final Answered NOTHING = new Answered(ScenarioAnswers.empty(), null, false);

  Answered with(ScenarioAnswers changed) {
    return new Answered(changed, published, true);
  }

  Answered withPublished(ScenarioCounts counts) {
    return new Answered(answers, counts, false);
  }

  /** These answers, of which downstream knows nothing any more. */
  Answered withdrawn() {
    return new Answered(answers, null, true);
  }

  /** When the latest answer was given, milliseconds since 1970-01-01T00:00:00Z. */
  long asOf() {
    return Arrays.stream(answers.answeredAt()).max().orElse(0);
  }
}
