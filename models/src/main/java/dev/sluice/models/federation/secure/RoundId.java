// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.secure;

/**
 * Which sum is being made.
 *
 * @param federation its name
 * @param round the number of the round
 * @param attempt a round that failed is tried again under a new number: its masks are new
 */
public record RoundId(String federation, long round, int attempt) {}
