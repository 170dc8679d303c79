// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

import dev.sluice.connectors.Pace;

/**
 * Which formulas an aggregate in state was made with.
 *
 * @param formulas their version
 * @param quietUntil an aggregate that began anew shows nothing before, because all changes are
 *     being told again; milliseconds of processing time
 */
public record Generation(int formulas, long quietUntil) {

  /** Of an aggregate that there was not before. */
  public static Generation first(int formulas) {
    return new Generation(formulas, Long.MIN_VALUE);
  }

  /**
   * Of an aggregate that begins anew.
   *
   * @param pace of those who tell all changes again
   */
  public static Generation anew(int formulas, long now, Pace pace) {
    return new Generation(formulas, now + 2 * pace.interval());
  }

  /** Whether the aggregate must wait until it is whole. */
  public boolean isQuiet(long now) {
    return now < quietUntil;
  }
}
