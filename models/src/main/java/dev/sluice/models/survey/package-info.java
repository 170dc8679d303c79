// SPDX-License-Identifier: Apache-2.0
/**
 * Statistics of what language models answer when the same scenario is asked in several question
 * forms, many times: Scherrer, Shi, Feder and Blei, "Evaluating the Moral Beliefs Encoded in LLMs"
 * (NeurIPS 2023, arXiv 2307.14324), with intervals, bias corrections and drift tests on top.
 *
 * <p>Conventions: entropies are in bits. A statistic that the data do not define is NaN, written
 * "blank" in the documentation. Every statistic of a scenario is a function of 24 counters ({@link
 * dev.sluice.models.survey.ScenarioCounts}), so that a corrected answer is an exact subtraction and
 * addition.
 */
package dev.sluice.models.survey;
