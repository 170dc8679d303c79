// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

/**
 * What a bucket of a group has gathered since it last told.
 *
 * @param group the group
 * @param totals of its tokens
 * @param bins of steps, in no order
 * @param rows of each bin the losses, one row after the other: see {@link LossRows}
 * @param lengths of each bin's histograms; 0 where there are none
 * @param histograms of each bin, one after the other: see {@link
 *     dev.sluice.models.mesa.LossHistogram}
 */
public record LossPart(
    String group, Totals totals, int[] bins, long[] rows, int[] lengths, long[] histograms) {}
