// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.experiment;

import dev.sluice.connectors.wire.Decoded;
import dev.sluice.connectors.wire.Reason;

/**
 * A sample that was checked against its declaration.
 *
 * @param targets bit mask of the intervened variables, {@link #UNKNOWN_TARGETS} if nobody says
 * @param values one per variable; a category is its index
 */
public record CheckedSample(long targets, double[] values) {

  /** No mask of any declaration, which has fewer variables than a mask has bits. */
  public static final long UNKNOWN_TARGETS = -1;

  /** Beyond this, squares summed over a stream could overflow. */
  private static final double LARGEST_VALUE = 1e100;

  /** Checks a sample against its declaration; the message names what is wrong. */
  public static Decoded<CheckedSample> of(Draw draw, Declaration declaration) {
    long targets = UNKNOWN_TARGETS;
    if (draw.targets() != null) {
      targets = 0;
      for (String target : draw.targets()) {
        int v = declaration.indexOf(target);
        if (v < 0) {
          return Decoded.refused(
              Reason.UNKNOWN_TARGET,
              "targets: '" + target + "' is no variable of " + declaration.experimentId());
        }
        targets |= 1L << v;
      }
    }
    double[] values = draw.values();
    int d = declaration.variables().length;
    if (values.length != d) {
      return Decoded.refused(
          Reason.WRONG_DIMENSION,
          "values: " + values.length + " given, " + d + " variables declared");
    }
    for (int v = 0; v < d; v++) {
      Reason reason = reasonAgainst(values[v], v, declaration.categories());
      if (reason != null) {
        return Decoded.refused(
            reason,
            "values[" + v + "]: " + values[v] + " for '" + declaration.variables()[v] + "'");
      }
    }
    return Decoded.of(new CheckedSample(targets, values));
  }

  private static Reason reasonAgainst(double value, int v, int[] categories) {
    if (!Double.isFinite(value)) {
      return Reason.NOT_A_NUMBER;
    }
    if (categories.length == 0) {
      return Math.abs(value) > LARGEST_VALUE ? Reason.VALUE_OUT_OF_RANGE : null;
    }
    boolean category = value >= 0 && value < categories[v] && value == Math.rint(value);
    return category ? null : Reason.CATEGORY_OUT_OF_RANGE;
  }
}
