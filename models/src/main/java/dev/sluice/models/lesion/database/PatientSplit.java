// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.database;

import dev.sluice.models.lesion.CaseName;
import dev.sluice.models.random.CounterRandom;
import java.util.Collection;

/**
 * Which patients are for what, by a hash of their ids: a patient's part depends on no other
 * patient, so that it stays when others come. Sizes of the parts are binomial therefore.
 *
 * @param seed of the split
 * @param validation probability of a patient to be for validation
 * @param test probability of a patient to be for the test
 */
public record PatientSplit(long seed, double validation, double test) {

  /**
   * A split.
   *
   * @throws IllegalArgumentException if the probabilities are none or leave nothing for training
   */
  public PatientSplit {
    if (!(validation >= 0 && test >= 0 && validation + test < 1)) {
      throw new IllegalArgumentException(
          "a split with %s for validation and %s for the test".formatted(validation, test));
    }
  }

  /** What a patient's images are for. */
  public Part of(String patientId) {
    double at = CounterRandom.of(seed, "lesion-split", CaseName.keyOf(patientId)).uniform(0);
    if (at < test) {
      return Part.TEST;
    }
    return at < test + validation ? Part.VALIDATION : Part.TRAINING;
  }

  /**
   * All patients' cases by part.
   *
   * @param strokes cases with lesions
   * @param normals cases without
   * @throws IllegalArgumentException if a case is there twice
   */
  public SplitCases divide(Collection<CaseName> strokes, Collection<CaseName> normals) {
    return new SplitCases(this, strokes, normals);
  }
}
