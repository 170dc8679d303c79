// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion;

import dev.sluice.models.random.CounterRandom;

/**
 * Which case an image is, and whose. Patients may have several cases; what must not be mixed in a
 * study are patients.
 *
 * @param caseId of the image
 * @param patientId of the person
 */
public record CaseName(String caseId, String patientId) {

  /**
   * A name.
   *
   * @throws IllegalArgumentException if the case or the patient is blank
   */
  public CaseName {
    if (caseId.isBlank() || patientId.isBlank()) {
      throw new IllegalArgumentException(
          "case \"%s\" of patient \"%s\": a blank id".formatted(caseId, patientId));
    }
  }

  /** 64 bits that stand for the case in keys of random numbers. */
  public long caseKey() {
    return keyOf(caseId);
  }

  /** 64 bits that stand for an id in keys of random numbers. */
  public static long keyOf(String id) {
    return CounterRandom.of(0, id).bits(0);
  }
}
