// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion;

import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.wire.Decoded;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.GivenName;
import dev.sluice.schemas.LesionCase;
import dev.sluice.schemas.LesionCaseKind;

/** Refuses what no case can be: the same of every job that reads cases. */
public final class CaseCheck {

  /** Longest path, in characters. */
  static final int MOST_OF_PATH = 4096;

  private CaseCheck() {}

  /**
   * Checks a case, not the files that it names.
   *
   * @param now not used: cases have no time
   * @return the case, or why it is refused; the message names the field
   */
  public static Decoded<LesionCase> check(LesionCase declared, RawRecord source, long now) {
    String fault = idFault(declared.getCaseId(), source);
    fault = fault == null ? nameFault("group", declared.getGroup()) : fault;
    fault = fault == null ? nameFault("patientId", declared.getPatientId()) : fault;
    if (fault != null) {
      return Decoded.refused(Reason.MALFORMED, fault);
    }
    fault = maskFault(declared);
    fault = fault == null ? pathFault("image", declared.getImage()) : fault;
    fault = fault == null ? pathFault("mask", declared.getMask()) : fault;
    fault = fault == null ? pathFault("brain", declared.getBrain()) : fault;
    return fault == null
        ? Decoded.of(declared)
        : Decoded.refused(Reason.INVALID_DECLARATION, fault);
  }

  /** What is wrong with the id of a case; null if nothing is. */
  static String idFault(String caseId, RawRecord source) {
    if (GivenName.isBlank(caseId)) {
      return "caseId: must not be blank";
    }
    if (source.key() != null && !source.keyText().equals(caseId)) {
      return "caseId: is '%s', but the record's key '%s'".formatted(caseId, source.keyText());
    }
    return GivenName.lengthFault("caseId", caseId);
  }

  /** What is wrong with a name that may be null. */
  private static String nameFault(String field, String name) {
    if (name == null) {
      return null;
    }
    return GivenName.isBlank(name) || name.charAt(0) == TrueCase.OF_CASE
        ? field + ": must not be blank; null for none"
        : GivenName.lengthFault(field, name);
  }

  private static String maskFault(LesionCase declared) {
    LesionCaseKind kind = declared.getKind();
    boolean hasLesion = kind == LesionCaseKind.STROKE;
    return hasLesion == (declared.getMask() != null)
        ? null
        : "mask: %s case must have %s".formatted(kind, hasLesion ? "one" : "none");
  }

  /** What is wrong with a path that may be null. */
  static String pathFault(String field, String path) {
    if (path == null) {
      return null;
    }
    if (GivenName.isBlank(path)) {
      return field + ": must not be blank";
    }
    return path.length() <= MOST_OF_PATH
        ? null
        : "%s: %d characters, at most %d are accepted"
            .formatted(field, path.length(), MOST_OF_PATH);
  }
}
