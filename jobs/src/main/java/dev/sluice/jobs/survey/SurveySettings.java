// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.Pace;
import dev.sluice.jobs.survey.drift.DriftThresholds;
import dev.sluice.jobs.survey.scenario.AnswerSettings;
import dev.sluice.jobs.survey.scenario.MatcherSettings;
import dev.sluice.jobs.survey.scenario.Uncertainty;
import java.io.Serializable;

/**
 * Settings of the survey job.
 *
 * @param kafka where records come from and go to
 * @param bounded whether to stop at the present end of the topics
 * @param group consumer group, also the prefix of transactional ids
 * @param matcher how texts are mapped to labels
 * @param emitInterval least time between two records of the same key, milliseconds
 * @param uncertainty how uncertainty is computed
 * @param drift when a scenario has drifted
 * @param waitingAnswers answers that may wait for the declaration of their scenario; any number in
 *     a bounded run
 * @param waitingTime how long they may wait, milliseconds
 */
public record SurveySettings(
    KafkaSettings kafka,
    boolean bounded,
    String group,
    MatcherSettings matcher,
    long emitInterval,
    Uncertainty uncertainty,
    DriftThresholds drift,
    int waitingAnswers,
    long waitingTime)
    implements Serializable {

  Pace pace() {
    return new Pace(emitInterval);
  }

  /** A bounded run gives up waiting at its end, when all declarations have been read. */
  AnswerSettings answers() {
    return new AnswerSettings(
        matcher, pace(), bounded ? Integer.MAX_VALUE : waitingAnswers, waitingTime);
  }
}
