// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation;

import java.util.Arrays;

/**
 * Updates as whole numbers modulo 2^32, to be added up unseen: existence of all ordered pairs,
 * weights times orientation of all pairs, the weights, and 1, which adds up to the number of sites;
 * 2 N (N - 1) + 1 numbers.
 *
 * <p>A weighted change, at most {@link #clip} in size, is a number of steps of size {@code q = clip
 * / 2^21}, 2^22 levels as usual in secure aggregation, and a weight one of 2^-20. Of 2^10 sites the
 * sum of steps is below 2^31 in size, as each is at most 2^21 - 1, and so is that of weights.
 *
 * <p>How exact it is: weights are exact, being multiples of 2^-20. Rounding moves a numerator by at
 * most q / 2, and the last step, which 2^22 levels lack, by q at the very limit. K sites whose
 * weights are at least w have a sum of weights of at least K w. So the mean is at most K q / (K w)
 * = q / w = clip / (2^21 w) from that of {@link Aggregation}: with a clip of 8 and weights of at
 * least 0.05 7.7e-5, and half of that where no logit is at the limit.
 *
 * @param clip largest change of a logit in a round; larger ones are cut off
 */
public record UpdateEncoding(double clip) {
  /** As many sites as there is room for in the sum. */
  public static final int MOST_SITES = 1 << 10;

  private static final int MOST_STEPS = (1 << 21) - 1;
  private static final double HALF_LEVELS = 0x1p21;

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException beginning with the component's name
   */
  public UpdateEncoding {
    if (!(clip > 0 && Double.isFinite(clip))) {
      throw new IllegalArgumentException("clip: must be above 0, is " + clip);
    }
  }

  /** Bytes that the numbers of an update take. */
  public static long bytes(int variables) {
    return (4L * EdgeLogits.pairs(variables) + 1) * Integer.BYTES;
  }

  /**
   * An update.
   *
   * @throws ArithmeticException if a logit is no number
   * @throws IllegalArgumentException if a weight is not above 0 and at most 1
   */
  public RingVector encode(SiteUpdate update) {
    EdgeLogits change = update.change();
    double[] weights = update.weights();
    int pairs = weights.length;
    int[] numbers = new int[4 * pairs + 1];
    numbers[4 * pairs] = 1;
    for (int edge = 0; edge < 2 * pairs; edge++) {
      numbers[edge] = steps(1, change.existence()[edge]);
    }
    for (int pair = 0; pair < pairs; pair++) {
      numbers[2 * pairs + pair] = steps(weights[pair], change.orientation()[pair]);
      numbers[3 * pairs + pair] = units(weights[pair]);
    }
    return new RingVector(1, numbers);
  }

  private int steps(double weight, double logit) {
    if (Double.isNaN(logit)) {
      throw new ArithmeticException("a change of a belief is no number");
    }
    double clipped = Math.max(-clip, Math.min(clip, logit));
    double steps = Math.rint(weight * clipped * (HALF_LEVELS / clip));
    return (int) Math.max(-MOST_STEPS, Math.min(MOST_STEPS, steps));
  }

  private static int units(double weight) {
    double units = Math.rint(weight / SiteWeights.UNIT);
    if (!(units >= 1 && weight <= 1)) {
      throw new IllegalArgumentException("a weight must be above 0 and at most 1, is " + weight);
    }
    return (int) units;
  }

  /**
   * An update that was encoded with the same clip.
   *
   * @throws IllegalArgumentException if nothing within the clip, with weights above 0 and at most
   *     1, has these numbers
   */
  public SiteUpdate decode(int variables, String site, long round, RingVector numbers) {
    int pairs = EdgeLogits.pairs(variables);
    int[] values = numbers.values();
    if (numbers.words() != 1 || values.length != 4 * pairs + 1) {
      throw new IllegalArgumentException(
          "%d numbers of %d words are no update of %d variables"
              .formatted(numbers.length(), numbers.words(), variables));
    }
    if (values[4 * pairs] != 1) {
      throw new IllegalArgumentException("the last number is not 1, but " + values[4 * pairs]);
    }
    EdgeLogits change = EdgeLogits.zero(variables);
    for (int edge = 0; edge < 2 * pairs; edge++) {
      change.existence()[edge] = logit(within(MOST_STEPS, values[edge]), 1);
    }
    double[] weights = new double[pairs];
    for (int pair = 0; pair < pairs; pair++) {
      int units = values[3 * pairs + pair];
      weights[pair] = units * SiteWeights.UNIT;
      if (units < 1 || weights[pair] > 1) {
        throw new IllegalArgumentException(
            "a weight must be above 0 and at most 1, is " + weights[pair]);
      }
      // Two steps for each unit of a weight are the clip.
      int steps = within(Math.min(MOST_STEPS, 2 * units), values[2 * pairs + pair]);
      change.orientation()[pair] = Math.max(-clip, Math.min(clip, logit(steps, weights[pair])));
    }
    return new SiteUpdate(site, round, change, weights);
  }

  /**
   * An update to which noise was added, what exceeds the clip cut off at it: else it would be
   * refused. Only for one that is seen by itself, as noise that adds up in a sum must be whole.
   */
  public static RingVector cutOff(RingVector numbers) {
    int[] values = numbers.values().clone();
    int pairs = values.length / 4;
    for (int i = 0; i < 3 * pairs; i++) {
      int most = i < 2 * pairs ? MOST_STEPS : Math.min(MOST_STEPS, 2 * values[i + pairs]);
      values[i] = Math.max(-most, Math.min(most, values[i]));
    }
    return new RingVector(numbers.words(), values);
  }

  private int within(int most, int steps) {
    if (steps < -most || steps > most) {
      throw new IllegalArgumentException("a logit changes by more than " + clip);
    }
    return steps;
  }

  /**
   * The weighted mean, from a sum of updates.
   *
   * @param sum of at least one and at most {@link #MOST_SITES} updates
   * @throws IllegalArgumentException if it is not a sum of such updates
   */
  public EdgeLogits mean(int variables, RingVector sum) {
    int pairs = EdgeLogits.pairs(variables);
    int[] numbers = sum.values();
    if (sum.words() != 1 || numbers.length != 4 * pairs + 1) {
      throw new IllegalArgumentException(
          "%d numbers are no updates of %d variables".formatted(sum.length(), variables));
    }
    if (Arrays.stream(numbers).skip(3L * pairs).anyMatch(weight -> weight <= 0)) {
      throw new IllegalArgumentException("weights do not add up to more than 0");
    }
    int sites = numbers[4 * pairs];
    EdgeLogits mean = EdgeLogits.zero(variables);
    for (int edge = 0; edge < 2 * pairs; edge++) {
      mean.existence()[edge] = logit(numbers[edge], sites);
    }
    for (int pair = 0; pair < pairs; pair++) {
      mean.orientation()[pair] =
          logit(numbers[2 * pairs + pair], numbers[3 * pairs + pair] * SiteWeights.UNIT);
    }
    return mean;
  }

  private double logit(int steps, double weight) {
    return steps * (clip / HALF_LEVELS) / weight;
  }
}
