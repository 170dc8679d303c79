// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

/**
 * The current regime, as declared by its samples.
 *
 * @param label of the regime
 * @param targets mechanisms that differ from the source's, a bit mask, or {@link
 *     Observation#UNKNOWN}
 * @param since samples observed before it began
 * @param pending declared changes of its beginning that have had no alarm yet, a bit mask
 */
public record Regime(String label, long targets, long since, long pending) {

  static Regime first(Observation sample) {
    return new Regime(sample.regime(), sample.targets(), 0, 0);
  }

  /** Whether a sample comes from this regime, as far as it tells. */
  public boolean holds(Observation sample) {
    return targets == sample.targets() && label.equals(sample.regime());
  }

  /**
   * The regime of a sample that does not belong to this one. The mechanisms of both regimes'
   * targets have changed: those of the old one back, those of the new one away from the source's.
   */
  Regime followedBy(Observation sample, long samples) {
    boolean known = targets != Observation.UNKNOWN && sample.targets() != Observation.UNKNOWN;
    return new Regime(
        sample.regime(), sample.targets(), samples, known ? targets | sample.targets() : 0);
  }

  boolean declared() {
    return targets != Observation.UNKNOWN;
  }

  Regime detected(int mechanism) {
    return new Regime(label, targets, since, pending & ~(1L << mechanism));
  }
}
