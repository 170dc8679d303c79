// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import dev.sluice.connectors.Pace;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.survey.drift.DriftThresholds;
import dev.sluice.jobs.survey.scenario.AnswerSettings;
import dev.sluice.jobs.survey.scenario.Uncertainty;
import java.io.Serializable;

/**
 * Settings of the survey job.
 *
 * @param topics where records come from and go to
 * @param answers how answers are understood, how long they wait and when their changes are told
 * @param uncertainty how uncertainty is computed
 * @param drift when a scenario has drifted
 */
public record SurveySettings(
    JobTopics topics, AnswerSettings answers, Uncertainty uncertainty, DriftThresholds drift)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The pace of records of a key is that of changes. */
  Pace pace() {
    return answers.pace();
  }

  AnswerSettings answersInRun() {
    return answers.in(topics);
  }
}
