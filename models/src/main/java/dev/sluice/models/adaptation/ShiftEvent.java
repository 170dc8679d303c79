// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

/**
 * What came of an alarm.
 *
 * @param mechanism variable whose mechanism it is about
 * @param alarmAt samples observed at the alarm
 * @param changeAt estimated time of the change, in samples observed before it, at most {@code
 *     alarmAt}; {@link #NO_CHANGE} once it is rejected
 * @param logEvidence log of the detector's e-value at the alarm, nats
 * @param action what has been done so far
 * @param regime declared label of the regime at the alarm
 */
public record ShiftEvent(
    int mechanism, long alarmAt, long changeAt, double logEvidence, Action action, String regime) {

  /** The time of a change that there was not. */
  public static final long NO_CHANGE = -1;

  /** What is done about an alarm. */
  public enum Action {
    /** The mechanism adapts, on probation. */
    PROBATION,
    /** The adapted mechanism has replaced the old one. */
    ADAPTED,
    /** A mechanism of an earlier regime has come back. */
    RECALLED,
    /** The old mechanism has stayed: a false alarm. */
    REJECTED
  }

  /** The same alarm after a decision, with the estimate of then. */
  ShiftEvent decided(Action decision, long estimate) {
    return new ShiftEvent(mechanism, alarmAt, estimate, logEvidence, decision, regime);
  }
}
