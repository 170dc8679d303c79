// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion.enhance;

import dev.sluice.connectors.RawRecord;
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
