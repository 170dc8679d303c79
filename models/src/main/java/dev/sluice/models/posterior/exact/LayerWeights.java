// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import dev.sluice.models.posterior.score.ParentSets;

/**
 * The weights of a node that joins a layering of the graph into root layers: its parents are among
 * the nodes placed so far and at least one is in the layer before. Talvitie, Vuoksenmaa and
 * Koivisto 2019.
 */
final class LayerWeights {
  /** A difference of sums smaller than this beside them is what rounding leaves of 0. */
  private static final double ROUNDING = 1e-12;

  private final FamilySums families;
  private double mantissa;
  private long exponent;

  LayerWeights(FamilySums families) {
    this.families = families;
  }

  /**
   * Computes z_v(T) - z_v(T-R), or z_v(T) if R is empty.
   *
   * @param layer R, bit mask
   * @param placed T, bit mask that includes the layer
   */
  LayerWeights of(int node, int layer, int placed) {
    ScaledArray sums = families.sums(node);
    int all = ParentSets.index(node, placed);
    mantissa = sums.mantissa[all];
    exponent = sums.exponent[all];
    if (layer != 0) {
      int missing = ParentSets.index(node, placed & ~layer);
      double shift = ScaledArray.twoTo(sums.exponent[missing] - exponent);
      double difference = mantissa - sums.mantissa[missing] * shift;
      mantissa = difference > ROUNDING * mantissa ? difference : 0;
    }
    if (mantissa == 0) {
      exponent = ScaledArray.ZERO;
    }
    return this;
  }

  double mantissa() {
    return mantissa;
  }

  long exponent() {
    return exponent;
  }

  double log() {
    return ScaledArray.log(mantissa, exponent);
  }
}
