// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.connectors.KafkaSettings;
import java.io.Serializable;

/**
 * Settings of the posterior job.
 *
 * @param kafka where records come from and go to
 * @param bounded whether to stop at the present end of the topics
 * @param group consumer group, also the prefix of transactional ids
 * @param refreshGrowth evidence must have grown by this factor for the next refresh, above 1
 * @param refreshInterval least time between two refreshes of an experiment, milliseconds
 * @param refreshLatest evidence that has grown by less is shown after this time, milliseconds
 * @param refreshThreads threads per subtask that compute posteriors
 * @param forgetting weight that every earlier sample keeps at each further one, in (0, 1]
 * @param buckets partial statistics per experiment; must stay the same across a restart with state
 * @param flushInterval how often partial statistics are merged, milliseconds
 * @param dedupWindow sample ids remembered per experiment
 * @param waitingSamples samples that may wait for the declaration of their experiment
 * @param waitingTime how long they may wait, milliseconds
 */
public record PosteriorSettings(
    KafkaSettings kafka,
    boolean bounded,
    String group,
    double refreshGrowth,
    long refreshInterval,
    long refreshLatest,
    int refreshThreads,
    double forgetting,
    int buckets,
    long flushInterval,
    int dedupWindow,
    int waitingSamples,
    long waitingTime)
    implements Serializable {

  int dedupWindowPerBucket() {
    return (dedupWindow + buckets - 1) / buckets;
  }

  /** A bounded run gives up waiting at its end, when all declarations have been read. */
  int waitingPerBucket() {
    if (bounded) {
      return Integer.MAX_VALUE;
    }
    return (waitingSamples + buckets - 1) / buckets;
  }
}
