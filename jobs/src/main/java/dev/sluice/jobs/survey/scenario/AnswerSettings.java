// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

import dev.sluice.connectors.Pace;
import dev.sluice.jobs.JobTopics;
import java.io.Serializable;

/**
 * How answers are understood and how long they wait.
 *
 * @param matcher how texts are mapped to labels
 * @param pace at which changes are told
 * @param waitingPlaces answers that may wait for the declaration of their scenario
 * @param waitingTime how long they may wait, milliseconds
 */
public record AnswerSettings(
    MatcherSettings matcher, Pace pace, int waitingPlaces, long waitingTime)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The settings as those of a run. */
  public AnswerSettings in(JobTopics topics) {
    return new AnswerSettings(matcher, pace, topics.waitingPlaces(waitingPlaces), waitingTime);
  }
}
