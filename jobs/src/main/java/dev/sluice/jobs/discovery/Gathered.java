// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import dev.sluice.jobs.Failure;

/**
 * What is known of an experiment's samples, but for those that are held.
 *
 * @param samples let in
 * @param asOf latest drawnAt among them, milliseconds since 1970-01-01T00:00:00Z; that of the
 *     declaration while there are none
 * @param rows draws held
 * @param interventions that they are of
 * @param asked samples at the last request for a round
 * @param failure why nothing is held and learned until the next declaration; else null
 */
public record Gathered(
    long samples, long asOf, long rows, int interventions, long asked, Failure failure) {

  static Gathered begin(long declaredAt) {
    return new Gathered(0, declaredAt, 0, 0, 0, null);
  }

  Gathered oneMore(long drawnAt) {
    long latest = samples == 0 ? drawnAt : Math.max(asOf, drawnAt);
    return new Gathered(samples + 1, latest, rows, interventions, asked, failure);
  }

  Gathered holding(long rowsHeld, int ofInterventions) {
    return new Gathered(samples, asOf, rowsHeld, ofInterventions, asked, failure);
  }

  Gathered askedNow() {
    return new Gathered(samples, asOf, rows, interventions, samples, failure);
  }

  Gathered failed(Failure found) {
    return new Gathered(samples, asOf, 0, 0, asked, found);
  }

  Gathered lifted() {
    return new Gathered(samples, asOf, rows, interventions, asked, null);
  }
}
