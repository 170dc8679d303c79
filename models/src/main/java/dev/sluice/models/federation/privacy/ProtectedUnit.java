// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.privacy;

/**
 * What differential privacy hides: two runs that differ in one unit look much the same. A release
 * is one vector of a site, clipped to norm C.
 */
public enum ProtectedUnit {
  /**
   * Whether a site takes part at all: with it or with zeros in its place, a release differs by at
   * most C. All releases of the site count.
   */
  SITE(1),
  /**
   * One event (a sample, or all of one person's in a window): the rest of the site's data stays,
   * and a clipped vector with and one without the event can be opposite, 2 C apart. Only the
   * releases count that the event has a part in, which a bound per window must hold.
   */
  EVENT(2);

  private final int distance;

  ProtectedUnit(int distance) {
    this.distance = distance;
  }

  /** How far a release moves at most, in multiples of C. */
  public int distance() {
    return distance;
  }
}
