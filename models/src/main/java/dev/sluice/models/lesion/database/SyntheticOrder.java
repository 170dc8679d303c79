// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.database;

import dev.sluice.models.lesion.CaseName;
import java.util.List;

/**
 * A synthetic case that is to be made by {@link dev.sluice.models.lesion.enhance.Enhancement},
 * which may reject it; the database is smaller by one then.
 *
 * @param donor whose lesion
 * @param acceptor whose brain
 * @param replica number of the order in all databases, from 0
 */
public record SyntheticOrder(CaseName donor, CaseName acceptor, long replica)
    implements TrainingCase {
  @Override
  public String caseId() {
    return "%s+%s#%d".formatted(donor.caseId(), acceptor.caseId(), replica);
  }

  @Override
  public List<String> patients() {
    return List.of(donor.patientId(), acceptor.patientId());
  }
}
