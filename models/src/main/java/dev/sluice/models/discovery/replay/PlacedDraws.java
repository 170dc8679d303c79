// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.replay;

/**
 * Draws of one intervention on their way into its buffer.
 *
 * @param intervention under which they were drawn
 * @param places of each in the buffer, all different; those beyond what it holds follow it without
 *     a gap
 * @param values of all draws, one after the other, each in the order of names
 */
public record PlacedDraws(Intervention intervention, int[] places, double[] values) {}
