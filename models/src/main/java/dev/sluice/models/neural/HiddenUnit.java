// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural;

import dev.sluice.models.domain.Domain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A hidden unit of a {@link MaskedNetwork}.
 *
 * @param sees mask of the variables whose values it may depend on
 * @param feeds mask of the variables whose prediction may depend on it
 */
record HiddenUnit(long sees, long feeds) {

  /** A block of units for each variable, which sees its predictors and feeds that variable only. */
  static List<HiddenUnit> modular(long[] predictors, int width) {
    List<HiddenUnit> units = new ArrayList<>();
    for (int i = 0; i < predictors.length; i++) {
      units.addAll(Collections.nCopies(width, new HiddenUnit(predictors[i], 1L << i)));
    }
    return units;
  }

  /**
   * Unit number {@code k} of one trunk for all variables: MADE (Germain et al., ICML 2015, eq. 8
   * and 9). A unit of degree m sees the first m variables of the order and feeds the others; the
   * units' degrees are 1 to d - 1 in turn.
   */
  static HiddenUnit autoregressive(int[] order, int k) {
    int degree = order.length == 1 ? 0 : 1 + k % (order.length - 1);
    long sees = 0;
    for (int position = 0; position < degree; position++) {
      sees |= 1L << order[position];
    }
    return new HiddenUnit(sees, Domain.everyVariable(order.length) & ~sees);
  }
}
