// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

/**
 * A request of {@link OwedKeys}.
 *
 * @param key who asks
 * @param statistics that the answer would be computed from
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record OwedRequest(String key, double[] statistics) {}
