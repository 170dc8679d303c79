// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.agreement;

import dev.sluice.jobs.survey.scenario.Generation;
import dev.sluice.models.survey.agreement.Correlations;

/**
 * What is kept of the agreement over a set of scenarios besides its pairs.
 *
 * @param correlations of the pairs as they have been put out; change in place
 * @param asOf latest answeredAt seen, milliseconds since 1970-01-01T00:00:00Z
 * @param shown whether clusters have been put out
 * @param generation which formulas the pairs are made with
 */
public record SetAgreement(
    Correlations correlations, long asOf, boolean shown, Generation generation) {

  static SetAgreement begin(Generation generation) {
    return new SetAgreement(new Correlations(), Long.MIN_VALUE, false, generation);
  }

  SetAgreement anew(Generation next) {
    return new SetAgreement(new Correlations(), asOf, shown, next);
  }

  SetAgreement with(AgreementChange change) {
    return new SetAgreement(correlations, Math.max(asOf, change.asOf()), shown, generation);
  }

  SetAgreement asShown() {
    return new SetAgreement(correlations, asOf, true, generation);
  }
}
