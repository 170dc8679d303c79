// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion;

import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.wire.Decoded;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.GivenName;
import dev.sluice.jobs.GivenTime;
import dev.sluice.schemas.LesionPrediction;

/**
 * A decoded prediction. State while it waits or is compared.
 *
 * @param source the record as it came, for the dead letter that it may yet become
 * @param caseId the case
 * @param model who predicts
 * @param said what and when
 */
public record Prediction(RawRecord source, String caseId, String model, Said said) {

  private static final double THRESHOLD = 0.5;

  /**
   * What a model says of a case, and when. State.
   *
   * @param at milliseconds since 1970-01-01T00:00:00Z
   * @param mask path of the predicted mask
   * @param threshold voxels above it are within
   */
  public record Said(long at, String mask, double threshold) implements Comparable<Said> {

    /** By time; of one time, so that no order of arrival matters, by what is said. */
    @Override
    public int compareTo(Said other) {
      int order = Long.compare(at, other.at);
      order = order == 0 ? mask.compareTo(other.mask) : order;
      return order == 0 ? Double.compare(threshold, other.threshold) : order;
    }
  }

  /** Refuses what no prediction can be; the message names the field. */
  static Decoded<LesionPrediction> check(
      LesionPrediction given, RawRecord source, GivenTime times, long now) {
    String fault = CaseCheck.idFault(given.getCaseId(), source);
    if (fault == null && GivenName.isBlank(given.getModel())) {
      fault = "model: must not be blank";
    }
    fault = fault == null ? GivenName.lengthFault("model", given.getModel()) : fault;
    fault = fault == null ? CaseCheck.pathFault("mask", given.getMask()) : fault;
    fault = fault == null ? thresholdFault(given.getThreshold()) : fault;
    if (fault != null) {
      return Decoded.refused(Reason.MALFORMED, fault);
    }
    fault = times.fault("predictedAt", given.getPredictedAt(), source, now);
    return fault == null ? Decoded.of(given) : Decoded.refused(Reason.TIME_OUT_OF_RANGE, fault);
  }

  /** Above 1 there is no probability, and below 0 all are. */
  private static String thresholdFault(Double threshold) {
    return threshold == null || (threshold >= 0 && threshold < 1)
        ? null
        : "threshold: %s, expected a probability from 0 on, below 1".formatted(threshold);
  }

  static Prediction of(LesionPrediction given, RawRecord source) {
    // Adding 0 makes one of the two zeros, which are one threshold.
    double threshold = given.getThreshold() == null ? THRESHOLD : given.getThreshold() + 0.0;
    return new Prediction(
        source,
        given.getCaseId(),
        given.getModel(),
        new Said(
            given.getPredictedAt() == null ? source.timestamp() : given.getPredictedAt(),
            given.getMask(),
            threshold));
  }
}
