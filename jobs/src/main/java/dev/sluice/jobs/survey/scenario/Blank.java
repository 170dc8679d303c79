// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

import dev.sluice.models.statistics.Interval;
import dev.sluice.schemas.SurveyInterval;

/** Blank numbers, NaN in the models, are null on the wire. */
public final class Blank {

  private Blank() {}

  /** The number; null if it is blank or infinite, which JSON cannot say. */
  public static Double orNull(double value) {
    return Double.isFinite(value) ? (Double) value : null;
  }

  /** The interval; null if it is blank. */
  public static SurveyInterval orNull(Interval interval) {
    return Double.isNaN(interval.lower())
        ? null
        : new SurveyInterval(interval.lower(), interval.upper());
  }
}
