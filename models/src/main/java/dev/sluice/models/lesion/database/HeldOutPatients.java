// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.database;

import dev.sluice.models.lesion.enhance.Provenance;
import java.util.Collection;
import java.util.Set;

/**
 * Patients whose tissue, lesion or brain, must not be in what a model learns from.
 *
 * @param patients their ids
 */
public record HeldOutPatients(Set<String> patients) {

  /** The patients, as they are now. */
  public HeldOutPatients {
    patients = Set.copyOf(patients);
  }

  /**
   * Checks what a model is to learn from.
   *
   * @throws IllegalStateException if a held-out patient has a part in a case
   */
  public void requireNoTissueIn(Collection<? extends TrainingCase> cases) {
    for (TrainingCase training : cases) {
      for (String patient : training.patients()) {
        require(patient, training.caseId());
      }
    }
  }

  /**
   * Checks where synthetic cases come from, whoever made them.
   *
   * @throws IllegalStateException if a held-out patient is a donor or an acceptor
   */
  public void requireNoTissueOf(Collection<Provenance> synthetic) {
    for (Provenance provenance : synthetic) {
      require(provenance.donor().patientId(), provenance.caseId());
      require(provenance.acceptor().patientId(), provenance.caseId());
    }
  }

  private void require(String patient, String caseId) {
    if (patients.contains(patient)) {
      throw new IllegalStateException(
          "training case %s has tissue of held-out patient %s".formatted(caseId, patient));
    }
  }
}
