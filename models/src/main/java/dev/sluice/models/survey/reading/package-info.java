// SPDX-License-Identifier: Apache-2.0
/**
 * What an answer in words says of two options: from text to tokens, from sentences to events, from
 * events to one decision.
 *
 * <p>Conventions: nothing is guessed. An option counts only where known words choose it; where two
 * readings are possible the answer is invalid. Every step takes time linear in the length of the
 * answer.
 */
package dev.sluice.models.survey.reading;
