// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Samples by regime as a snapshot lists them. There can be as many regimes as sets of variables,
 * more than fit into a record.
 *
 * @param listed samples of the largest regimes by their names, the largest first
 * @param otherRegimes how many are not listed
 * @param otherSamples samples of these
 */
record RegimeCounts(Map<String, Long> listed, int otherRegimes, long otherSamples) {

  /** How many are listed. */
  static final int MOST = 64;

  private static final Comparator<Map.Entry<String, Long>> LARGEST_FIRST =
      Map.Entry.<String, Long>comparingByValue()
          .reversed()
          .thenComparing(Map.Entry.comparingByKey());

  /** The counts of all regimes; of equally large ones those whose names come first are listed. */
  static RegimeCounts of(Map<String, Long> samples) {
    Map<String, Long> listed = new LinkedHashMap<>();
    samples.entrySet().stream()
        .sorted(LARGEST_FIRST)
        .limit(MOST)
        .forEach(regime -> listed.put(regime.getKey(), regime.getValue()));
    return new RegimeCounts(listed, samples.size() - listed.size(), sum(samples) - sum(listed));
  }

  private static long sum(Map<String, Long> samples) {
    return samples.values().stream().mapToLong(Long::longValue).sum();
  }
}
