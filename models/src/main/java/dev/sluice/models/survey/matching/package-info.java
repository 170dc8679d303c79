// SPDX-License-Identifier: Apache-2.0
/**
 * From the words of an answer to the action it chooses, a refusal, or neither: the function g of
 * Scherrer et al. 2023, by rules.
 *
 * <p>Conventions: a matcher is a function of the text, the scenario, the question form and the
 * templates alone. {@code PaperRules} decide as the authors' code does, {@code StrictRules} by what
 * the answer says ({@code reading}).
 */
package dev.sluice.models.survey.matching;
