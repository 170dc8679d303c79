// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.fewshot;

import java.util.List;

/**
 * Losses of predicting y as released with von Oswald et al. (arXiv 2309.05858): those of a
 * transformer with softmax, and of least squares on successive tokens.
 *
 * @param losses at {@link #PAIRS}
 */
public record PublishedFewShots(String label, List<Double> losses) {
  /** Pairs whose losses are known, numbered from 1. */
  public static final List<Integer> PAIRS = List.of(1, 6, 11, 21, 41, 68);

  /** Copies the list. */
  public PublishedFewShots {
    losses = List.copyOf(losses);
  }

  /** All of them. */
  public static List<PublishedFewShots> all() {
    return List.of(
        of("softmax transformer, pairs", 1.685, 1.838, 1.410, 1.007, .812, .765),
        of("softmax transformer, eos", 1.685, 1.624, 1.077, .856, .632, .588),
        of("softmax transformer, eos+prefix", 1.792, 1.317, .943, .754, .583, .553),
        of("least squares on all pairs", 1.645, 2.074, 1.318, .784, .594, .525));
  }

  private static PublishedFewShots of(String label, Double... losses) {
    return new PublishedFewShots(label, List.of(losses));
  }
}
