// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.privacy;

/**
 * An account of zero-concentrated differential privacy: the rho of releases add up, and so many
 * releases are allowed as the budget holds (Bun and Steinke 2016, "Concentrated Differential
 * Privacy: Simplifications, Extensions, and Lower Bounds", arXiv 1605.02065). Never changed; a site
 * keeps the newest in its state.
 *
 * @param budget most rho in all; may be infinite
 * @param spent rho so far
 */
public record ZeroConcentrated(double budget, double spent) {

  /**
   * Checks both.
   *
   * @throws IllegalArgumentException if one is negative or NaN, or more is spent than there is
   */
  public ZeroConcentrated {
    if (!(budget >= 0 && spent >= 0 && spent <= budget)) {
      throw new IllegalArgumentException("%s spent of %s".formatted(spent, budget));
    }
  }

  /** Nothing is spent yet of what (epsilon, delta) allow. */
  public static ZeroConcentrated ofEpsilon(double epsilon, double delta) {
    double log = logOf(delta);
    if (!(epsilon > 0)) {
      throw new IllegalArgumentException("an epsilon of " + epsilon);
    }
    // The root of rho + 2 sqrt(rho log) = epsilon, written without a difference of near numbers.
    double root = epsilon / (Math.sqrt(log + epsilon) + Math.sqrt(log));
    return new ZeroConcentrated(epsilon == Double.POSITIVE_INFINITY ? epsilon : root * root, 0);
  }

  /**
   * The rho of one release with Gaussian noise of standard deviation z C: D^2 / (2 z^2) with D the
   * distance of the unit (proposition 1.6 there; theorem 4 of Canonne, Kamath and Steinke 2020 for
   * the discrete noise).
   *
   * @param noiseMultiplier z
   * @throws IllegalArgumentException if z is not positive
   */
  public static double gaussian(ProtectedUnit unit, double noiseMultiplier) {
    if (!(noiseMultiplier > 0)) {
      throw new IllegalArgumentException("a noise multiplier of " + noiseMultiplier);
    }
    double ratio = unit.distance() / noiseMultiplier;
    return ratio * ratio / 2;
  }

  /** The account after a release. @throws IllegalStateException if the budget does not hold it */
  public ZeroConcentrated spend(double rho) {
    if (!affords(rho)) {
      throw new IllegalStateException(
          "a release of rho %s of which %s remain".formatted(rho, remaining()));
    }
    return new ZeroConcentrated(budget, spent + rho);
  }

  /** Whether the budget holds one more release. */
  public boolean affords(double rho) {
    if (!(rho >= 0)) {
      throw new IllegalArgumentException("a rho of " + rho);
    }
    return spent + rho <= budget;
  }

  /** Rho that may still be spent. */
  public double remaining() {
    return budget - spent;
  }

  /**
   * The epsilon that all releases so far have at some delta: rho + 2 sqrt(rho ln(1 / delta))
   * (proposition 1.3 there).
   *
   * @throws IllegalArgumentException if delta is not between 0 and 1
   */
  public double epsilon(double delta) {
    return spent + 2 * Math.sqrt(spent * logOf(delta));
  }

  private static double logOf(double delta) {
    if (!(delta > 0 && delta < 1)) {
      throw new IllegalArgumentException("a delta of " + delta);
    }
    return -Math.log(delta);
  }
}
