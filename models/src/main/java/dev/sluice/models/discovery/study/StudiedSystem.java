// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.study;

import java.util.List;
import java.util.stream.LongStream;

/**
 * One system of a study, and how many draws of it there are.
 *
 * @param truth its kind
 * @param draws of it
 * @param seed that tells it from others of its kind
 */
public record StudiedSystem(GroundTruth truth, DrawCounts draws, long seed) {

  /**
   * All of a study: by kind, then by numbers of draws, then by seed.
   *
   * @param seeds systems of each kind
   * @param firstSeed seed of the first of them; the others follow one by one
   */
  public static List<StudiedSystem> all(
      List<GroundTruth> truths, List<DrawCounts> draws, int seeds, long firstSeed) {
    return truths.stream()
        .flatMap(
            truth ->
                draws.stream()
                    .flatMap(
                        counts ->
                            LongStream.range(0, seeds)
                                .mapToObj(s -> new StudiedSystem(truth, counts, firstSeed + s))))
        .toList();
  }
}
