// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.agreement;

import dev.sluice.models.survey.agreement.PairChange;
import java.util.List;

/**
 * What a change of one scenario means for the agreement of the models.
 *
 * @param set the set of the scenario
 * @param pairs the pairs of respondents that it touches; none if it only tells that formulas are
 *     others now
 * @param asOf latest answeredAt, milliseconds since 1970-01-01T00:00:00Z
 * @param formulas version of the formulas that the likelihoods are made with
 */
public record AgreementChange(String set, List<PairChange> pairs, long asOf, int formulas) {}
