// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.effects;

import dev.sluice.models.domain.VariableSet;

/**
 * A set of parents that a cause may have, which is what its effects are to be adjusted for.
 *
 * @param parents of the cause
 * @param probability that these are its parents
 * @param reaching by variable, the probability that these are its parents and the variable is among
 *     its descendants; 0 for the cause itself
 */
// Never compared; the array belongs to the reader.
public record Adjustment(VariableSet parents, double probability, double[] reaching) {}
