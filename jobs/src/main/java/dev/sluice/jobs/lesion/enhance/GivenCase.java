// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion.enhance;

import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.wire.Decoded;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.GivenName;
import dev.sluice.models.lesion.CaseName;
import dev.sluice.schemas.LesionCase;
import dev.sluice.schemas.LesionCaseKind;
import dev.sluice.schemas.LesionSplit;

/**
 * A decoded case.
 *
 * @param source the record as it came, for the dead letter that it may yet become
 * @param caseId the case
 * @param patientId its patient; a case that names none is a patient of its own
 * @param donor whether lesions may be taken from it: a stroke of the training set
 * @param image path of its image
 * @param mask path of the mask of its lesions; empty if there is none
 * @param brain path of the mask of its brain tissue; empty if there is none
 * @param phantom whether it is simulated
 */
public record GivenCase(
    RawRecord source,
    String caseId,
    String patientId,
    boolean donor,
    String image,
    String mask,
    String brain,
    boolean phantom) {

  /** Refuses what no case can be; the message names the field. */
  static Decoded<LesionCase> check(LesionCase given, RawRecord source, long now) {
    String fault = nameFault(given, source);
    if (fault != null) {
      return Decoded.refused(Reason.MALFORMED, fault);
    }
    if (GivenName.isBlank(given.getImage())) {
      return Decoded.refused(Reason.INVALID_DECLARATION, "image: must not be blank");
    }
    return isDonor(given) && GivenName.isBlank(text(given.getMask()))
        ? Decoded.refused(Reason.INVALID_DECLARATION, "mask: STROKE case must have one")
        : Decoded.of(given);
  }

  private static String nameFault(LesionCase given, RawRecord source) {
    if (GivenName.isBlank(given.getCaseId())) {
      return "caseId: must not be blank";
    }
    if (source.key() != null && !source.keyText().equals(given.getCaseId())) {
      return "caseId: is '%s', but the record's key '%s'"
          .formatted(given.getCaseId(), source.keyText());
    }
    if (given.getPatientId() != null && GivenName.isBlank(given.getPatientId())) {
      return "patientId: must not be blank; null for a patient of this case alone";
    }
    String fault = GivenName.lengthFault("caseId", given.getCaseId());
    return fault == null ? GivenName.lengthFault("patientId", given.getPatientId()) : fault;
  }

  static GivenCase of(LesionCase given, RawRecord source) {
    return new GivenCase(
        source,
        given.getCaseId(),
        given.getPatientId() == null ? given.getCaseId() : given.getPatientId(),
        isDonor(given),
        given.getImage(),
        text(given.getMask()),
        text(given.getBrain()),
        given.getPhantom());
  }

  private static boolean isDonor(LesionCase given) {
    return given.getKind() == LesionCaseKind.STROKE && given.getSplit() == LesionSplit.TRAINING;
  }

  private static String text(String field) {
    return field == null ? "" : field;
  }

  CaseName name() {
    return new CaseName(caseId, patientId);
  }
}
