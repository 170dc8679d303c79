// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.gauges;

/**
 * What is shown of a key. State of an operator.
 *
 * @param samples of the latest snapshot
 * @param asOf time of the newest of them, milliseconds since 1970-01-01T00:00:00Z; {@link
 *     Numbers#UNKNOWN} where nobody says
 * @param traffic see {@link Traffic}
 * @param numbers in the order of their names; NaN where unknown
 */
public record Shown(long samples, long asOf, Traffic traffic, double[] numbers) {}
