// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.database;

import dev.sluice.models.lesion.CaseName;
import java.util.List;

/**
 * A patient's own image with the patient's own lesion.
 *
 * @param name which
 */
public record RealCase(CaseName name) implements TrainingCase {
  @Override
  public String caseId() {
    return name.caseId();
  }

  @Override
  public List<String> patients() {
    return List.of(name.patientId());
  }
}
