// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion;

import dev.sluice.schemas.LesionCase;
import dev.sluice.schemas.LesionSplit;

/**
 * What is known of a case. State.
 *
 * @param caseId the case
 * @param group whose scores are summed up together; training cases are in one of their own
 * @param patient what the bootstrap draws: the patient, or the case itself behind a character that
 *     no patient's id begins with
 * @param split of the patient, by name; empty if it is not said
 * @param image path of the image
 * @param mask path of the true mask; empty without a lesion
 * @param brain path of the mask of brain tissue; empty if there is none
 * @param phantom whether it is simulated
 */
public record TrueCase(
    String caseId,
    String group,
    String patient,
    String split,
    String image,
    String mask,
    String brain,
    boolean phantom) {

  /** The group of cases that name none. */
  static final String DEFAULT_GROUP = "default";

  /** What the group of training cases ends in. */
  static final String OF_TRAINING = "/training";

  /** What no patient's id begins with, since {@link CaseCheck} refuses it. */
  static final char OF_CASE = 0;

  static TrueCase of(LesionCase declared) {
    return new TrueCase(
        declared.getCaseId(),
        group(declared),
        declared.getPatientId() == null ? OF_CASE + declared.getCaseId() : declared.getPatientId(),
        declared.getSplit() == null ? "" : declared.getSplit().name(),
        declared.getImage(),
        orEmpty(declared.getMask()),
        orEmpty(declared.getBrain()),
        declared.getPhantom());
  }

  /** What a model says of cases that it may have learned from is not to be among the others. */
  private static String group(LesionCase declared) {
    String given = declared.getGroup() == null ? DEFAULT_GROUP : declared.getGroup();
    return declared.getSplit() == LesionSplit.TRAINING ? given + OF_TRAINING : given;
  }

  private static String orEmpty(String path) {
    return path == null ? "" : path;
  }

  /** Whether it has lesions. */
  boolean hasLesion() {
    return !mask.isEmpty();
  }

  /** The file that says where its lesions are, or, without any, its shape. */
  String truth() {
    return hasLesion() ? mask : image;
  }
}
