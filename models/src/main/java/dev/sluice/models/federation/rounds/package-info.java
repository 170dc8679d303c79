// SPDX-License-Identifier: Apache-2.0
/**
 * Rounds of a federation as its parties live through them, over messages that may come late, twice,
 * in any order or never, and without any transport: what a party remembers is a record that can be
 * in a checkpoint, what it says is a function of that, of its secret, of what it was told and of
 * the time.
 */
package dev.sluice.models.federation.rounds;
