// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.effects;

/** The effects of one cause after the other. */
interface CauseEffects {
  /** The effects of a cause on some outcomes, in their order. */
  Effect[] of(int cause, int[] outcomes, Adjustments adjustments);
}
