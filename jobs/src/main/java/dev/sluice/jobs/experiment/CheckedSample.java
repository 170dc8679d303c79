// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.experiment;

import dev.sluice.connectors.wire.Decoded;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.models.domain.VariableSet;

/**
 * A sample that was checked against its declaration.
 *
 * @param targets the intervened variables; null if nobody says
 * @param values one per variable; a category is its index
 */
public record CheckedSample(VariableSet targets, double[] values) {

  /** The largest value and the negative of the smallest: beyond, sums of squares could overflow. */
  public static final double LARGEST_VALUE = 1e100;

  /** Checks a sample against its declaration; the message names what is wrong. */
  public static Decoded<CheckedSample> of(Draw draw, Declaration declaration) {
    VariableSet targets = null;
    if (draw.targets() != null) {
      int[] positions = new int[draw.targets().length];
      for (int i = 0; i < positions.length; i++) {
        String target = draw.targets()[i];
        positions[i] = declaration.indexOf(target);
        if (positions[i] < 0) {
          return Decoded.refused(
              Reason.UNKNOWN_TARGET,
              "targets: '" + target + "' is no variable of " + declaration.experimentId());
        }
      }
      targets = VariableSet.of(positions);
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
            "values[%d]: %s for '%s'%s"
                .formatted(
                    v,
                    values[v],
                    declaration.variables()[v],
                    range(reason, v, declaration.categories())));
      }
    }
    return Decoded.of(new CheckedSample(targets, values));
  }

  private static String range(Reason reason, int v, int[] categories) {
    return switch (reason) {
      case VALUE_OUT_OF_RANGE -> ", must be from " + -LARGEST_VALUE + " to " + LARGEST_VALUE;
      case CATEGORY_OUT_OF_RANGE -> ", must be a whole number from 0 to " + (categories[v] - 1);
      default -> "";
    };
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
