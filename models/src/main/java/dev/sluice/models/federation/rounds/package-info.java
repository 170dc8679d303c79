// SPDX-License-Identifier: Apache-2.0
/**
 * Rounds of a federation as its parties live through them, message by message, without any
 * transport: what a party remembers is a record that can be in a checkpoint, what it says is a
 * function of that, of its secret and of what it was told.
 */
package dev.sluice.models.federation.rounds;
