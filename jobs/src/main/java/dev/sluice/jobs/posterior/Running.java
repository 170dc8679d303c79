// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.jobs.Failure;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.posterior.score.SufficientStatistics;

/**
 * What is kept of a running experiment.
 *
 * @param declaration its latest revision
 * @param statistics of all its samples
 * @param asOf latest drawnAt among them, milliseconds since 1970-01-01T00:00:00Z
 * @param endedBuckets how many buckets have said that it has ended
 * @param requestedSamples samples at the last refresh; -1 if one is owed whatever the evidence
 * @param requestedAt processing time of the last refresh, milliseconds
 * @param failure why there can be no posterior until the next declaration; else null
 */
public record Running(
    Declaration declaration,
    SufficientStatistics statistics,
    long asOf,
    int endedBuckets,
    long requestedSamples,
    long requestedAt,
    Failure failure) {

  static Running begin(Declaration declaration) {
    return new Running(
        declaration,
        SufficientStatistics.empty(declaration.domain(), declaration.mostParents()),
        declaration.declaredAt(),
        0,
        -1,
        Long.MIN_VALUE / 2,
        null);
  }

  Running revised(Declaration revision) {
    return new Running(revision, statistics, asOf, endedBuckets, -1, requestedAt, null);
  }

  /** With further evidence, which the statistics absorb: this record is not to be used again. */
  Running with(Contribution evidence) {
    boolean first = statistics.observed() == 0;
    // by the latest revision; and state of before there were tables knows no limit
    statistics.limitParents(declaration.domain(), declaration.mostParents());
    return new Running(
        declaration,
        statistics.absorb(evidence.statistics()),
        first ? evidence.asOf() : Math.max(asOf, evidence.asOf()),
        endedBuckets,
        requestedSamples,
        requestedAt,
        failure);
  }

  /** Without a posterior, because a bucket rests; the others' samples still count. */
  Running failed(Failure found) {
    return new Running(declaration, statistics, asOf, endedBuckets, -1, requestedAt, found);
  }

  /** Without statistics, because these could not be merged and may be half changed. */
  Running emptied(Failure found) {
    SufficientStatistics none =
        SufficientStatistics.empty(declaration.domain(), declaration.mostParents());
    return new Running(declaration, none, asOf, endedBuckets, -1, requestedAt, found);
  }

  Running oneMoreEnded() {
    return new Running(
        declaration, statistics, asOf, endedBuckets + 1, requestedSamples, requestedAt, failure);
  }

  Running requested(long now) {
    return new Running(
        declaration, statistics, asOf, endedBuckets, statistics.observed(), now, failure);
  }

  boolean ended() {
    return endedBuckets > 0;
  }

  /** Whether a snapshot would show anything new. */
  boolean ahead() {
    return statistics.observed() > requestedSamples;
  }

  /**
   * When the next refresh is due, processing time in milliseconds: the interval after the last one
   * if the evidence has grown enough, else the latest time after it.
   */
  long dueAt(RefreshSettings settings) {
    boolean grown =
        requestedSamples < 0 || statistics.observed() >= settings.growth() * requestedSamples;
    return requestedAt + (grown ? settings.interval() : settings.latest());
  }
}
