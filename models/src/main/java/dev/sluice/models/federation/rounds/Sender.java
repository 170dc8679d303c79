// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.rounds;

/**
 * Whose a message is, and of what.
 *
 * @param site its name
 * @param round it belongs to
 * @param attempt of the round
 */
public record Sender(String site, long round, int attempt) {}
