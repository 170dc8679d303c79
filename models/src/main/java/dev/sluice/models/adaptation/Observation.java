// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

/**
 * One draw of all variables, and what is known of where it comes from.
 *
 * @param values one per variable; a category is its index
 * @param regime label of the regime; two samples of different labels or targets are of different
 *     regimes
 * @param targets bit mask of the mechanisms that differ from those of the source, {@link #UNKNOWN}
 *     if nobody says
 * @param oracle -ln p of each variable given its parents under the true law, nats; empty if
 *     unknown. Its sum is the loss that no model can beat on average.
 */
public record Observation(double[] values, String regime, long targets, double[] oracle) {
  /** Targets of a sample that does not tell its own. */
  public static final long UNKNOWN = -1;

  /** Whether two samples come from the same regime, as far as they tell. */
  public boolean sameRegime(Observation other) {
    return targets == other.targets && regime.equals(other.regime);
  }
}
