// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery;

import dev.sluice.models.neural.conditional.NetworkShape;
import dev.sluice.models.neural.conditional.Rows;
import java.util.Arrays;

/**
 * What a method has learned of mechanisms: for each variable a network p(variable given any set of
 * the others).
 *
 * @param shape of the networks
 * @param weights of all of them; nobody changes them
 * @param origin by variable, in which networks see continuous ones
 * @param scale by variable, above 0
 */
public record LearnedNetworks(
    NetworkShape shape, float[] weights, double[] origin, double[] scale) {

  /** Of categorical variables, which have no units. */
  public static LearnedNetworks ofCategories(NetworkShape shape, float[] weights) {
    double[] scale = new double[shape.domain().dimension()];
    Arrays.fill(scale, 1);
    return new LearnedNetworks(shape, weights, new double[scale.length], scale);
  }

  /** Draws as the networks read them. */
  public Rows rows(double[][] draws) {
    return Rows.of(shape, draws, origin, scale);
  }
}
