// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

/**
 * Asks for the scores of a slice of an experiment's nodes.
 *
 * @param key see {@link SliceKey}
 * @param number of the request among those of the experiment's life
 * @param slice from 0 to {@code slices} - 1
 * @param slices of the experiment
 * @param request whose scores these are to be
 */
public record SliceRequest(
    String key, long number, int slice, int slices, RefreshRequest request) {}
