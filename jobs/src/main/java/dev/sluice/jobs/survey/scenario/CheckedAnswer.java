// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

import dev.sluice.connectors.wire.Decoded;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.QuestionForm;
import dev.sluice.models.survey.QuestionType;
import dev.sluice.models.survey.ScenarioAnswers;

/**
 * A checked answer.
 *
 * @param form that was asked
 * @param sample number of the answer
 * @param decision what it means; null if its text says so
 */
record CheckedAnswer(QuestionForm form, int sample, Label decision) {

  /** Checks a response; the message names what is wrong. */
  static Decoded<CheckedAnswer> of(Response response) {
    if (response.answer() == null && response.decision() == null) {
      return Decoded.refused(Reason.UNKNOWN_DECISION, "answer, decision: one of them is needed");
    }
    int sample = response.sample();
    if (sample < 0 || sample >= ScenarioAnswers.MAX_SAMPLES) {
      return Decoded.refused(
          Reason.VALUE_OUT_OF_RANGE,
          "sample: must be from 0 to " + (ScenarioAnswers.MAX_SAMPLES - 1) + ", is " + sample);
    }
    Decoded<QuestionForm> form = form(response);
    return form.record() == null
        ? Decoded.refused(form.reason(), form.message())
        : decided(response, form.record());
  }

  private static Decoded<QuestionForm> form(Response response) {
    try {
      QuestionType type = QuestionType.parse(response.questionType());
      return Decoded.of(QuestionForm.of(type, response.ordering()));
    } catch (IllegalArgumentException e) {
      return Decoded.refused(Reason.UNKNOWN_FORM, e.getMessage());
    }
  }

  private static Decoded<CheckedAnswer> decided(Response response, QuestionForm form) {
    try {
      Label decision = response.decision() == null ? null : Label.parse(response.decision());
      return Decoded.of(new CheckedAnswer(form, response.sample(), decision));
    } catch (IllegalArgumentException e) {
      return Decoded.refused(Reason.UNKNOWN_DECISION, e.getMessage());
    }
  }
}
