// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.beside;

/**
 * Where the {@link Walk} of the tests stands: its memory.
 *
 * @param steps gone so far
 * @param x coordinates
 */
public record Place(long steps, double[] x) {}
