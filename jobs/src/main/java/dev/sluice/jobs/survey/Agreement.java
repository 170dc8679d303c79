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

  /**
   * Two respondents, by the names that {@link dev.sluice.models.survey.AgreementMatrix} knows.
   *
   * @param first whose name sorts first
   * @param second whose name sorts last
   */
  public record Pair(String first, String second) {}

  Agreement with(AgreementChange change) {
    return new Agreement(shown, Math.max(asOf, change.asOf()));
  }

  Agreement asShown() {
    return new Agreement(true, asOf);
  }
}
