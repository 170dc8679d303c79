// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.Pace;
import java.io.Serializable;

/**
 * Settings of the survey job.
 *
 * @param kafka where records come from and go to
 * @param bounded whether to stop at the present end of the topics
 * @param group consumer group, also the prefix of transactional ids
 * @param matcher how texts are mapped to labels
 * @param emitInterval least time between two records of the same key, milliseconds
 * @param level of all intervals, in (0, 1)
 * @param seed of bootstrap, credible intervals and permutations
 * @param replicates of the bootstrap; must stay the same across a restart with state
 * @param draws of credible intervals
 * @param falseDiscoveryRate of drift, in (0, 1)
 * @param effectFloor likelihoods that moved by less have not drifted
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
    double level,
    long seed,
    int replicates,
    int draws,
    double falseDiscoveryRate,
    double effectFloor,
    int waitingAnswers,
    long waitingTime)
    implements Serializable {

  Pace pace() {
    return new Pace(emitInterval);
  }

  /** A bounded run gives up waiting at its end, when all declarations have been read. */
  int waitingPerScenario() {
    return bounded ? Integer.MAX_VALUE : waitingAnswers;
  }
}
