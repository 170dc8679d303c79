// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

/**
 * What a bucket of a group has gathered since it last told.
 *
 * @param group the group
 * @param totals of its tokens
 * @param bins of steps, in no order
 * @param rows of each bin the losses, one row after the other: see {@link LossRows}
 */
public record LossPart(String group, Totals totals, int[] bins, long[] rows) {}
