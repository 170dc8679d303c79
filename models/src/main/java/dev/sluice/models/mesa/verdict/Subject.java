// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

/**
 * Who is judged.
 *
 * @param model its name
 * @param task whose sequences it was trained and is compared on
 * @param seed of weights and sequences
 * @param version steps of training
 */
public record Subject(String model, String task, long seed, long version) {}
