// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import dev.sluice.models.posterior.score.Cancellation;
import dev.sluice.models.posterior.score.ParentSets;

/**
 * alpha(U), the sum over all graphs on U, by inclusion and exclusion of sinks. Tian and He 2009 in
 * the form of Pensar et al. 2020:
 *
 * <pre>
 * alpha(U) = sum over nonempty I within U of (-1)^(|I|+1) alpha(U-I) product of z_v(U-I), v in I
 * </pre>
 */
final class SinkSums {
  private SinkSums() {}

  /** alpha by bit mask of U. */
  static ScaledArray of(FamilySums families, SignedProducts products) {
    ScaledArray alpha = new ScaledArray(1 << families.nodes());
    alpha.set(0, 1, 0);
    setExponents(alpha, families);
    for (int from = 0; from < alpha.size(); from++) {
      Cancellation.check();
      products.fill(from, families.everyNode() & ~from);
      scatter(alpha, from, products);
    }
    return alpha;
  }

  /** The exponents of the largest products: no term of the sum has a larger one. */
  private static void setExponents(ScaledArray alpha, FamilySums families) {
    for (int set = 1; set < alpha.size(); set++) {
      long largest = Long.MIN_VALUE;
      for (int rest = set; rest != 0; rest &= rest - 1) {
        int sink = Integer.numberOfTrailingZeros(rest);
        int others = set & ~(1 << sink);
        long exponent = families.sums(sink).exponent[ParentSets.index(sink, others)];
        largest = Math.max(largest, alpha.exponent[others] + exponent);
      }
      alpha.exponent[set] = largest;
    }
  }

  /** Adds the terms in which {@code from} is U-I to all alpha(U). */
  private static void scatter(ScaledArray alpha, int from, SignedProducts products) {
    double mantissa = alpha.mantissa[from];
    long exponent = alpha.exponent[from];
    for (int i = 1; i < products.size(); i++) {
      int set = from | products.members[i];
      long shift = exponent + products.exponent[i] - alpha.exponent[set];
      alpha.mantissa[set] -= mantissa * products.mantissa[i] * ScaledArray.twoTo(shift);
    }
  }
}
