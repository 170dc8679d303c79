// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion.enhance;

import dev.sluice.models.lesion.CaseName;
import dev.sluice.models.random.CounterRandom;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The healthy brains that may take lesions, none of a patient of the test set. They travel within
 * the job: a file that changes later changes nothing before the job is submitted anew.
 */
final class Acceptors implements Serializable {

  private static final long serialVersionUID = 1L;

  /** By caseId, so that the order of the file does not matter. */
  private final AcceptorRow[] rows;

  Acceptors(List<AcceptorRow> rows) {
    this.rows =
        rows.stream().sorted(Comparator.comparing(AcceptorRow::caseId)).toArray(AcceptorRow[]::new);
  }

  List<AcceptorRow> rows() {
    return List.of(rows);
  }

  /**
   * Who takes the lesion of a case: each of another patient with the same probability, and always
   * the same one for the same seed, case and replica.
   *
   * @return nobody if all are of the donor's own patient
   */
  Optional<AcceptorRow> of(CaseName donor, long replica, long seed) {
    List<AcceptorRow> others =
        Arrays.stream(rows)
            .filter(row -> !row.patientId().equals(donor.patientId()))
            .filter(row -> !row.caseId().equals(donor.caseId()))
            .toList();
    if (others.isEmpty()) {
      return Optional.empty();
    }
    CounterRandom random = CounterRandom.of(seed, "lesion-acceptor", donor.caseKey(), replica);
    return Optional.of(others.get((int) (random.uniform(0) * others.size())));
  }
}
