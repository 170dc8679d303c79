// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.rounds;

import dev.sluice.models.federation.RingVector;

/**
 * An update that is not masked, until its round is over.
 *
 * @param site whose it is
 * @param round with whose belief the site began
 * @param numbers as they came
 */
public record HeldUpdate(String site, long round, RingVector numbers) {}
