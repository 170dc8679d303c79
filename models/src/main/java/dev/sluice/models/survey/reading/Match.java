// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import dev.sluice.models.survey.Label;

/**
 * What an answer was taken for, and why.
 *
 * @param label the decision
 * @param rule in words, the rule that decided
 * @param words of the answer that it went by, lower-case and normalised; empty if there are none
 */
public record Match(Label label, String rule, String words) {}
