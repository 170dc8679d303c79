// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/**
 * How a coordinator makes one change of the belief out of those of the sites, where it sees them.
 * The sum that it does not see through is {@link UpdateEncoding#mean}.
 *
 * <p>A site moves a logit by at most its share of the weight times the clip, whatever it says:
 * weights below the least, above 1, and changes beyond the clip are refused. Of K sites of one
 * round the share is 1 / K of existence and at most {@link SiteWeights#mostShare} of orientation.
 * Updates of earlier rounds weigh {@code (1 + age)^-staleness} of what they say, so that the least
 * of the others is to be multiplied by that of the oldest.
 *
 * @param rule how
 * @param leastWeight that an update may have
 * @param clip largest change of a logit that an update may have
 * @param quorum updates without which there is no change
 * @param mostAge rounds that an update may come late
 * @param staleness exponent a of the weight (1 + age)^-a
 */
public record Aggregation(
    Rule rule, double leastWeight, double clip, int quorum, int mostAge, double staleness) {

  /** Rules. */
  public enum Rule {
    /** The mean, of orientation by the updates' weights. */
    MEAN,

    /**
     * Of each logit the mean without the {@code floor(K / 4)} highest and as many lowest of K,
     * whatever their weights: so many sites that lie move it no further than honest ones do. It
     * also passes over a site that alone knows better.
     */
    TRIMMED_MEAN
  }

  private static final int TRIMMED = 4;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException beginning with the component's name
   */
  public Aggregation {
    require(leastWeight > 0 && leastWeight <= 1, "leastWeight", "above 0, at most 1", leastWeight);
    require(clip > 0 && Double.isFinite(clip), "clip", "above 0", clip);
    require(quorum >= 1, "quorum", "at least 1", quorum);
    require(mostAge >= 0, "mostAge", "at least 0", mostAge);
    require(staleness >= 0 && Double.isFinite(staleness), "staleness", "at least 0", staleness);
  }

  /** Of updates of this round alone, however few. */
  public static Aggregation of(Rule rule, double leastWeight, double clip) {
    return new Aggregation(rule, leastWeight, clip, 1, 0, 0);
  }

  private static void require(boolean holds, String name, String range, Number value) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": must be " + range + ", is " + value);
    }
  }

  /** Why an update does not count in a round of so many variables; empty if it does. */
  public Optional<String> refusal(SiteUpdate update, int variables, long round) {
    long age = round - update.round();
    if (update.change().variables() != variables) {
      return Optional.of(
          "it is of %d variables, not %d".formatted(update.change().variables(), variables));
    }
    if (age < 0 || age > mostAge) {
      return Optional.of(
          "it is of round %d; in round %d those from %d on count"
              .formatted(update.round(), round, Math.max(0, round - mostAge)));
    }
    if (!update.change().isWithin(clip)) {
      return Optional.of("a logit changes by more than " + clip);
    }
    boolean weighs =
        Arrays.stream(update.weights()).allMatch(weight -> weight >= leastWeight && weight <= 1);
    return weighs
        ? Optional.empty()
        : Optional.of("a weight is below " + leastWeight + " or above 1");
  }

  /**
   * The change that updates make together; empty without a quorum.
   *
   * @param updates none of which is refused, each of a site of its own, in an order that does not
   *     depend on which came first, as sums of doubles do: see {@link RoundUpdates}
   */
  Optional<EdgeLogits> change(Collection<SiteUpdate> updates, int variables, long round) {
    if (updates.size() < quorum) {
      return Optional.empty();
    }
    SiteUpdate[] all = updates.toArray(SiteUpdate[]::new);
    double[] factors =
        Arrays.stream(all)
            .mapToDouble(update -> StrictMath.pow(1.0 + round - update.round(), -staleness))
            .toArray();
    EdgeLogits change = EdgeLogits.zero(variables);
    double[] values = new double[all.length];
    double[] weights = new double[all.length];
    for (int edge = 0; edge < change.existence().length; edge++) {
      for (int k = 0; k < all.length; k++) {
        values[k] = all[k].change().existence()[edge];
        weights[k] = factors[k];
      }
      change.existence()[edge] = centre(values, weights);
    }
    for (int pair = 0; pair < change.orientation().length; pair++) {
      for (int k = 0; k < all.length; k++) {
        values[k] = all[k].change().orientation()[pair];
        weights[k] = factors[k] * all[k].weights()[pair];
      }
      change.orientation()[pair] = centre(values, weights);
    }
    return Optional.of(change);
  }

  private double centre(double[] values, double[] weights) {
    if (rule == Rule.TRIMMED_MEAN) {
      return trimmed(values);
    }
    double sum = 0;
    double weight = 0;
    for (int k = 0; k < values.length; k++) {
      sum += weights[k] * values[k];
      weight += weights[k];
    }
    return sum / weight;
  }

  /** By pairs from the ends inwards: what all call j -> i has the same bits as i -> j. */
  private static double trimmed(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int low = values.length / TRIMMED;
    int high = values.length - 1 - low;
    int count = high - low + 1;
    double sum = 0;
    for (; low < high; low++, high--) {
      sum += sorted[low] + sorted[high];
    }
    return (low == high ? sum + sorted[low] : sum) / count;
  }
}
