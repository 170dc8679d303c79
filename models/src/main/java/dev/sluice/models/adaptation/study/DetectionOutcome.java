// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation.study;

/**
 * How one detector fared on one stream in which one mechanism changes once.
 *
 * @param falseAlarms alarms before the change
 * @param delay samples from the change to the first alarm on the changed mechanism, that of the
 *     alarm included; {@link #MISSED} without one
 * @param right whether that was the first alarm after the change, and none on another came with it
 * @param wronglyFlagged unchanged mechanisms that had an alarm after the change
 */
public record DetectionOutcome(long falseAlarms, long delay, boolean right, int wronglyFlagged) {
  /** The delay of a change that was not seen: longer than any. */
  public static final long MISSED = Long.MAX_VALUE;
}
