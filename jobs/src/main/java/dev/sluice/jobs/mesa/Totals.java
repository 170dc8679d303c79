// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

/**
 * What is known of a group, or of a part of it, beside its losses. Sums, least and largest values:
 * the same in whatever order parts are merged. State.
 *
 * @param sequences that have begun
 * @param tokens learned
 * @param duplicates tokens whose step had been learned already
 * @param asOf latest timestamp of learned tokens, milliseconds since 1970-01-01T00:00:00Z
 * @param least fewest entries of a token
 * @param most most entries of a token; 0 without tokens
 * @param task of all sequences; empty where they differ, or are not simulated
 * @param residuals the largest of each learner's solutions; NaN of one that does not tell
 * @param conditioning of each learner the largest log10 of a condition number; NaN of one that
 *     solves nothing
 */
public record Totals(
    long sequences,
    long tokens,
    long duplicates,
    long asOf,
    int least,
    int most,
    String task,
    double[] residuals,
    double[] conditioning) {

  private static final double[] NOTHING = {};

  /** Of a token that has been learned. */
  static Totals learned(Sequence sequence, long asOf, double[] residuals, double[] conditioning) {
    int dimension = sequence.learned().dimension;
    return new Totals(
        sequence.learned().tokens == 1 ? 1 : 0,
        1,
        0,
        asOf,
        dimension,
        dimension,
        sequence.task(),
        residuals,
        conditioning);
  }

  /** Of a token that changes nothing. */
  static Totals duplicate(Sequence sequence) {
    int dimension = sequence.learned().dimension;
    return new Totals(
        0, 0, 1, Long.MIN_VALUE, dimension, dimension, sequence.task(), NOTHING, NOTHING);
  }

  /** Of this part and another; either may be null, if there is none. */
  static Totals merge(Totals one, Totals other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return new Totals(
        one.sequences + other.sequences,
        one.tokens + other.tokens,
        one.duplicates + other.duplicates,
        Math.max(one.asOf, other.asOf),
        Math.min(one.least, other.least),
        Math.max(one.most, other.most),
        one.task.equals(other.task) ? one.task : "",
        largest(one.residuals, other.residuals),
        largest(one.conditioning, other.conditioning));
  }

  private static double[] largest(double[] some, double[] others) {
    if (some.length == 0 || others.length == 0) {
      return some.length == 0 ? others : some;
    }
    double[] largest = some.clone();
    for (int i = 0; i < largest.length; i++) {
      if (!(largest[i] >= others[i]) && !Double.isNaN(others[i])) {
        largest[i] = others[i];
      }
    }
    return largest;
  }
}
