// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion;

import dev.sluice.connectors.wire.Reason;
import dev.sluice.models.lesion.evaluation.CaseScore;

/**
 * What became of a comparison.
 *
 * @param comparison which
 * @param score null if there is none
 * @param reason why there is none; null if there is one
 * @param fault the same for a person; empty if there is one
 */
public record Compared(Comparison comparison, CaseScore score, Reason reason, String fault) {

  static Compared scored(Comparison comparison, CaseScore score) {
    return new Compared(comparison, score, null, "");
  }

  static Compared failed(Comparison comparison, Reason reason, String fault) {
    return new Compared(comparison, null, reason, fault);
  }

  String caseId() {
    return comparison.truth().caseId();
  }
}
