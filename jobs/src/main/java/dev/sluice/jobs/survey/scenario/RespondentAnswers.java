// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

import dev.sluice.jobs.Failure;
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
 * @param failure why the respondent rests in this scenario; null if it does not
 */
public record RespondentAnswers(
    ScenarioAnswers answers, boolean ahead, ScenarioCounts published, Failure failure) {

  /** Nobody has answered, and downstream knows nothing. */
  static final RespondentAnswers NOTHING =
      new RespondentAnswers(ScenarioAnswers.empty(), true, null, null);

  /** The counters as downstream knows them; null if it knows nothing. */
  ScenarioCounts known() {
    return ahead ? published : counts();
  }

  /** The counters as downstream must know them; null if it must not. */
  ScenarioCounts counts() {
    return failure == null && !isEmpty() ? answers.counts() : null;
  }

  boolean isEmpty() {
    return answers.size() == 0;
  }

  RespondentAnswers with(ScenarioAnswers changed) {
    return new RespondentAnswers(changed, true, known(), failure);
  }

  /** These answers, to which none can be added any more. */
  RespondentAnswers resting(Failure why) {
    return new RespondentAnswers(answers, true, known(), why);
  }

  /** These answers, which count again. */
  RespondentAnswers lifted() {
    return new RespondentAnswers(answers, true, known(), null);
  }

  /** These answers, of which downstream knows all. */
  RespondentAnswers told() {
    return new RespondentAnswers(answers, false, null, failure);
  }

  /** These answers, of which downstream knows nothing any more. */
  RespondentAnswers untold() {
    return new RespondentAnswers(answers, true, null, failure);
  }

  /**
   * When the latest answer was given, milliseconds since 1970-01-01T00:00:00Z; without any, since
   * when the respondent rests.
   */
  long asOf() {
    return Arrays.stream(answers.answeredAt()).max().orElse(failure == null ? 0 : failure.since());
  }
}
