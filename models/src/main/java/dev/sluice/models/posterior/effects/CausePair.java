// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.effects;

/**
 * Whose effect on whom.
 *
 * @param cause the variable that is set
 * @param outcome another variable
 */
public record CausePair(int cause, int outcome) {}
