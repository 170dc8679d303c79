// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.agreement;

import dev.sluice.models.survey.agreement.PairChange;
import dev.sluice.models.survey.agreement.PairMoments;

/**
 * What is kept of two respondents over a set of scenarios.
 *
 * @param moments of the two
 * @param asOf latest answeredAt seen, milliseconds since 1970-01-01T00:00:00Z
 * @param changed whether it differs from what has been put out
 * @param shown whether anything has been put out
 */
public record PairAgreement(PairMoments moments, long asOf, boolean changed, boolean shown) {

  static final PairAgreement NONE =
      new PairAgreement(PairMoments.EMPTY, Long.MIN_VALUE, false, false);

  PairAgreement with(PairChange change, long time) {
    return new PairAgreement(change.apply(moments), Math.max(asOf, time), true, shown);
  }

  /** This, of which nothing counts any more. */
  PairAgreement anew() {
    return new PairAgreement(PairMoments.EMPTY, asOf, true, shown);
  }

  PairAgreement asShown() {
    return new PairAgreement(moments, asOf, false, true);
  }
}
