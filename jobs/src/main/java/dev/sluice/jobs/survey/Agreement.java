// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

/**
 * What is kept of the agreement over a set of scenarios besides its pairs.
 *
 * @param shown whether it has been put out
 * @param asOf latest answeredAt seen, milliseconds since 1970-01-01T00:00:00Z
 */
public record Agreement(boolean shown, long asOf) {

  static final Agreement NONE = new Agreement(false, Long.MIN_VALUE);

  Agreement with(AgreementChange change) {
    return new Agreement(shown, Math.max(asOf, change.asOf()));
  }

  Agreement asShown() {
    return new Agreement(true, asOf);
  }
}
