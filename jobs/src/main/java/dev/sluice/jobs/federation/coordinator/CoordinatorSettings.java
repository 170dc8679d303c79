// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.coordinator;

import dev.sluice.jobs.JobTopics;
import dev.sluice.models.federation.Aggregation;
import java.io.Serializable;

/**
 * Settings of the coordinator's job.
 *
 * @param topics where records come from and go to
 * @param statistics what numbers of statistics mean; null if beliefs are shared
 * @param secure whether updates are masked
 * @param rule of updates that are seen
 * @param clip largest change of a logit in a round
 * @param leastWeight of an orientation
 * @param alpha what each step away from a target leaves of a weight; null if all weigh alike
 * @param mostAge rounds that an update may come late
 * @param staleness exponent of the weight of late ones
 * @param minimumSites fewest sites whose sum is made
 * @param threshold of sites that can take masks off; 0 for more than half
 * @param sites that a phase waits for at least, as long as it has time; 0 for none
 * @param rounds after which a federation ends; 0 for never
 * @param roundEvery milliseconds from the opening of a round to the next, at least
 * @param phaseTimeout milliseconds after which a phase goes on without those that are silent
 * @param waitingMessages of an undeclared federation that may wait for its declaration
 * @param waitingTime how long they may wait, milliseconds
 */
public record CoordinatorSettings(
    JobTopics topics,
    StatisticsTerms statistics,
    boolean secure,
    Aggregation.Rule rule,
    double clip,
    double leastWeight,
    Double alpha,
    int mostAge,
    double staleness,
    int minimumSites,
    int threshold,
    int sites,
    long rounds,
    long roundEvery,
    long phaseTimeout,
    int waitingMessages,
    long waitingTime)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * What numbers of statistics mean, beside variables.
   *
   * @param maxRows of a site
   * @param maxParents of families of categorical variables that are counted
   * @param bound of continuous variables: root mean squares are at most 2 to the power of it
   * @param codebook what names cannot say
   */
  public record StatisticsTerms(long maxRows, int maxParents, int bound, String codebook)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }
}
