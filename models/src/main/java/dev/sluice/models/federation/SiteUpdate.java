// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation;

/**
 * What a site says in a round: how far its training moved the belief that it was sent, and how much
 * that is to count. Changes and not beliefs, so that they can be clipped, and so that what all knew
 * before is not said again. Never changed.
 *
 * @param site its name
 * @param round that opened with the belief from which it trained
 * @param change local less broadcast belief
 * @param weights of the orientation of each pair, as of {@link SiteWeights}; existence weighs 1
 */
public record SiteUpdate(String site, long round, EdgeLogits change, double[] weights) {

  /**
   * Checks the shape.
   *
   * @throws IllegalArgumentException if there is not one weight for each pair
   */
  public SiteUpdate {
    if (weights.length != change.orientation().length) {
      throw new IllegalArgumentException(
          "%d weights for %d pairs".formatted(weights.length, change.orientation().length));
    }
  }

  /** Bytes of its numbers as doubles: 16 N (N - 1). */
  public long bytes() {
    long numbers = (long) change.existence().length + change.orientation().length + weights.length;
    return numbers * Double.BYTES;
  }
}
