// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.wire.Decoded;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.GivenName;
import dev.sluice.jobs.GivenTime;
import dev.sluice.schemas.SurveyResponse;

/**
 * A decoded answer on its way to the statistics, not checked yet.
 *
 * @param source the record as it came, for the dead letter that it may yet become
 * @param model who answered
 * @param modelVersion in which version
 * @param scenarioId what was asked
 * @param questionType in which wording
 * @param ordering with which action first
 * @param sample number of the answer
 * @param answer text; may be null
 * @param decision label; may be null
 * @param answeredAt milliseconds since 1970-01-01T00:00:00Z
 */
public record Response(
    RawRecord source,
    String model,
    String modelVersion,
    String scenarioId,
    String questionType,
    int ordering,
    int sample,
    String answer,
    String decision,
    long answeredAt) {

  /** Refuses ids that say nothing, and times that cannot be; the message names the field. */
  public static Decoded<SurveyResponse> check(
      SurveyResponse response, RawRecord source, GivenTime times, long now) {
    if (GivenName.isBlank(response.getModel())) {
      return Decoded.refused(Reason.MALFORMED, "model: must not be blank");
    }
    if (GivenName.isBlank(response.getScenarioId())) {
      return Decoded.refused(Reason.MALFORMED, "scenarioId: must not be blank");
    }
    String version = response.getModelVersion();
    if (!version.isEmpty() && GivenName.isBlank(version)) {
      return Decoded.refused(
          Reason.MALFORMED, "modelVersion: must not be blank; empty where there is none");
    }
    String tooLong = GivenName.lengthFault("model", response.getModel());
    if (tooLong == null) {
      tooLong = GivenName.lengthFault("modelVersion", version);
    }
    if (tooLong != null) {
      return Decoded.refused(Reason.MALFORMED, tooLong);
    }
    String fault = times.fault("answeredAt", response.getAnsweredAt(), source, now);
    return fault == null ? Decoded.of(response) : Decoded.refused(Reason.TIME_OUT_OF_RANGE, fault);
  }

  /** A decoded answer and the record as it came. */
  public static Response of(SurveyResponse response, RawRecord source) {
    return new Response(
        source,
        response.getModel(),
        response.getModelVersion(),
        response.getScenarioId(),
        response.getQuestionType(),
        response.getOrdering(),
        response.getSample(),
        response.getAnswer(),
        response.getDecision(),
        response.getAnsweredAt() == null ? source.timestamp() : response.getAnsweredAt());
  }

  ModelVersion respondent() {
    return new ModelVersion(model, modelVersion);
  }
}
