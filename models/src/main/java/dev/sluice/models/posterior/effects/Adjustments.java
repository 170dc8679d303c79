// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.effects;

import java.util.function.Consumer;

/** What a posterior over graphs says of the parents and descendants of each variable. */
public interface Adjustments {
  /** The number of variables. */
  int nodes();

  /** How many graphs stand for the posterior; 0 if it is exact. */
  long graphs();

  /**
   * Passes the sets of parents of a cause, of which none comes twice; their probabilities sum to 1
   * but for rounding and for sets that are left out for being next to impossible.
   */
  void forEach(int cause, Consumer<Adjustment> consumer);
}
