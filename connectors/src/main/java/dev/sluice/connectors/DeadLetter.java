// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import dev.sluice.connectors.wire.Reason;

/**
 * A record that could not be used, and why.
 *
 * @param source the record as it was read
 * @param reason why it could not be used
 * @param message what exactly was wrong, for a person
 * @param at when it was found, milliseconds since 1970-01-01T00:00:00Z
 */
public record DeadLetter(RawRecord source, Reason reason, String message, long at) {}
